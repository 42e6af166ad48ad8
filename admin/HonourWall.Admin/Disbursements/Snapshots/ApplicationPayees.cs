using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Rules.Releases;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements.Snapshots;

/// <summary>
/// Approved applications as payees: the amount that was decided, to the person or to whom the application names. Held where an honour that it rests on was
/// withdrawn or changed since; what would be more by now is paid as it was decided.
/// </summary>
public sealed class ApplicationPayees(CandidateReader reader, RuleReleases rules, Vault vault)
{
    /// <summary>What is approved at and below the cycle's organisation, by number.</summary>
    public Task<List<Payee>> ApprovedAsync(AdminDb db, Cycle cycle, CancellationToken cancel)
    {
        var path = OrganisationPath.Parse(cycle.OrganisationPath);
        var (low, high) = (path.Low, path.High);
#pragma warning disable CA1310, CA1309 // EF Core turns CompareTo into the database's own comparison of bytes.
        return ReadAsync(db, cycle, db.Set<Application>().Where(a => a.State == ApplicationState.Approved && a.OrganisationPath.CompareTo(low) >= 0 && a.OrganisationPath.CompareTo(high) < 0), cancel);
#pragma warning restore CA1310, CA1309
    }

    /// <summary>The applications of a cycle's rows that are still approved.</summary>
    public Task<List<Payee>> OfRowsAsync(AdminDb db, Cycle cycle, DisbursementState state, CancellationToken cancel) =>
        ReadAsync(db, cycle, db.Set<Application>().Where(a => a.State == ApplicationState.Approved && db.Set<Disbursement>().Any(d => d.CycleId == cycle.Id && d.State == state && d.ApplicationId == a.Id)), cancel);

    private async Task<List<Payee>> ReadAsync(AdminDb db, Cycle cycle, IQueryable<Application> applications, CancellationToken cancel)
    {
        var persons = (await reader.OfApplicationsAsync(db, cycle, applications, cancel)).ToDictionary(c => c.PersonId);
        var rows = await applications.AsNoTracking().OrderBy(a => a.Number).ToListAsync(cancel);
        var payees = new List<Payee>(rows.Count);
        foreach (var row in rows)
        {
            var person = persons.GetValueOrDefault(row.PersonId);
            payees.Add(Of(row, person, person is null ? null : await HoldOfAsync(db, row, person, cancel)));
        }
        return payees;
    }

    private async Task<Hold?> HoldOfAsync(AdminDb db, Application application, Candidate person, CancellationToken cancel)
    {
        var book = await rules.BookAsync(db, application.ReleaseId, cancel);
        if (ApplicationDesk.Pack(book, application) is not { } pack) return Hold.NotCovered;
        var facts = StoredFacts.Read(vault.Open(ApplicationFields.Facts, application.Id, application.Facts, OpenPurpose.Internal));
        if (ApplicationCase.WithHonours(book, pack, facts.Case, person.Honours.Select(h => (h.Award, h.Year, h.RevokedOn))) is not { } now || now >= application.Amount) return null;
        return now == Money.Zero ? Hold.NotEligible : Hold.AmountChanged;
    }

    private Payee Of(Application application, Candidate? person, Hold? hold)
    {
        string Open(ProtectedField field, ProtectedText? value) => value is null ? "" : vault.Open(field, application.Id, value, OpenPurpose.Internal);
        var to = application.PayeeAccount is null
            ? new(application.PersonName, person?.IdNumber ?? "", person?.Account ?? "")
            : new FrozenPayee(Open(ApplicationFields.PayeeName, application.PayeeName), Open(ApplicationFields.PayeeIdNumber, application.PayeeIdNumber), Open(ApplicationFields.PayeeAccount, application.PayeeAccount));
        return new(application.PersonId, application.PersonName, person, to, application.Amount, hold, null, application.Id, $"{Programme.Applications}/{application.Id:N}") { IsForAnother = application.PayeeAccount is not null };
    }
}
