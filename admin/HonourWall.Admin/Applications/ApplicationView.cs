using System.Collections.Immutable;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Rules.Releases;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Applications;

/// <summary>How the page of an application is to look, besides what is stored.</summary>
/// <param name="Opens">Shows what is sealed; its reveal stands on record already.</param>
/// <param name="Refused">Why the last action was not done.</param>
/// <param name="Words">What was typed with a move; null for anything else.</param>
/// <param name="SameAgain">What computing it again came to.</param>
/// <param name="Page">Of its history.</param>
public sealed record ApplicationLook(bool Opens = false, string? Refused = null, string? Words = null, bool? SameAgain = null, int Page = 1);

/// <summary>Puts the page of one application together.</summary>
public sealed class ApplicationView(Vault vault, RuleReleases rules, ApplicationDesk desk)
{
    public async Task<IResult> ShowAsync(AdminDb db, Guid id, ApplicationLook look, CancellationToken cancel)
    {
        if (await db.Set<Application>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel) is not { } application) return Page.NotFound();
        var person = await db.Persons.AsNoTracking().SingleOrDefaultAsync(p => p.Id == application.PersonId, cancel);
        var organisation = await db.Organisations.Where(o => o.Id == application.OrganisationId).Select(o => o.Name).SingleOrDefaultAsync(cancel);
        var release = await db.Set<RuleRelease>().Where(r => r.Id == application.ReleaseId).Select(r => r.Number).SingleAsync(cancel);
        var documents = await db.Set<ApplicationDocument>().AsNoTracking().Where(d => d.ApplicationId == id).OrderBy(d => d.AddedAt).ThenBy(d => d.Id)
            .Select(d => new { d.Id, d.Kind, d.Format, d.Size, d.AddedAt, IsRemoved = d.RemovedAt != null, d.Name }).ToListAsync(cancel);
        var (events, history) = await Paging.ReadHistoryAsync(db.Set<ApplicationEvent>().AsNoTracking().Where(e => e.ApplicationId == id).OrderByDescending(e => e.At).ThenByDescending(e => e.Id), look.Page, $"/applications/{id}", cancel);
        var hands = await db.Set<ApplicationHand>().AsNoTracking().Where(h => h.ApplicationId == id).ToListAsync(cancel);
        var others = await db.Set<Application>().AsNoTracking().Where(a => a.PersonId == application.PersonId && a.Id != id).OrderByDescending(a => a.CreatedAt).ThenBy(a => a.Id).Take(ApplicationPageModel.OthersShown + 1).ToListAsync(cancel);
        var accounts = hands.Select(h => h.AccountId).ToList();
        // Reviewers of a higher level stand outside this user's part of the tree; that they acted on this application is no secret here.
        var names = await db.Accounts.IgnoreQueryFilters().AsNoTracking().Where(a => accounts.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancel);
        var hand = hands.Find(h => h.AccountId == db.Actor.AccountId)?.Position;
        var moves = ApplicationMoves.All.Where(m => m.From == application.State && db.Actor.May(m.Permission) && (hand is null || hand == m.Position)).ToImmutableArray();
        var same = moves.Any(m => m.Move is ApplicationMove.Support or ApplicationMove.Approve) ? await desk.SameHelpAsync(db, application, cancel) : [];
        return Page.Show<ApplicationPage, ApplicationPageModel>(new(
            application,
            person,
            organisation ?? "",
            release,
            StoredAssessment.Read(vault.Open(ApplicationFields.Assessment, id, application.Assessment, look.Opens ? OpenPurpose.Reveal : OpenPurpose.Internal)),
            [.. documents.Select(d => new DocumentRow(d.Id, d.Kind, d.Format, d.Size, d.AddedAt, d.IsRemoved, look.Opens ? vault.Open(ApplicationFields.DocumentName, d.Id, d.Name, OpenPurpose.Reveal) : null))],
            [.. events],
            history,
            [.. hands.OrderBy(h => h.Position).Select(h => (names.GetValueOrDefault(h.AccountId, ""), h.Position.Word()))],
            [.. others],
            moves,
            [.. same.Select(g => new EarlierHelp(g.PaidOn, g.Amount, look.Opens ? g.Occasion ?? "没有写明" : null))],
            hand,
            look.Opens ? await OpenAsync(db, application, events, cancel) : null,
            vault.Mask(ApplicationFields.PayeeAccount, id, application.PayeeAccount),
            look.Words,
            look.Refused,
            look.SameAgain), look.Refused is null ? 200 : 422);
    }

    private async Task<OpenedApplication> OpenAsync(AdminDb db, Application application, List<ApplicationEvent> events, CancellationToken cancel)
    {
        var typed = StoredFacts.Read(vault.Open(ApplicationFields.Facts, application.Id, application.Facts, OpenPurpose.Reveal)).Typed;
        var book = await rules.BookAsync(db, application.ReleaseId, cancel);
        var inputs = FactInput.Benefits(book).FirstOrDefault(p => p.Question?.Code == application.BenefitId) is { } pack ? FactInput.Of(pack) : [];
        string Payee(ProtectedField field, ProtectedText? value) => value is null ? "" : vault.Open(field, application.Id, value, OpenPurpose.Reveal);
        return new(
            [.. inputs.Select(i => (i.Name, Word(i, typed.Fact(i.Id))))],
            typed.Earlier,
            Payee(ApplicationFields.PayeeName, application.PayeeName),
            Payee(ApplicationFields.PayeeIdNumber, application.PayeeIdNumber),
            Payee(ApplicationFields.PayeeAccount, application.PayeeAccount),
            events.Where(e => e.Words is not null).ToImmutableDictionary(e => e.Id, e => vault.Open(ApplicationFields.Words, e.Id, e.Words!, OpenPurpose.Reveal))); // ! : filtered before
    }

    private static string Word(FactInput input, string typed) =>
        typed.Length == 0 ? "未注明" : input.Choices.FirstOrDefault(c => c.Value == typed)?.Word ?? (input.Kind == "money" ? typed + " 元" : typed);
}
