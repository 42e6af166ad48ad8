using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>One payment with its decision and its attempts, sent again, stopped, its account checked.</summary>
public static class DisbursementEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/disbursements/{id:guid}", (Guid id, AdminDb db, Vault vault, DisbursementRules rules, CancellationToken cancel) => ShowAsync(id, db, vault, rules, null, cancel)).Requires(Permission.DisbursementsRead);
        endpoints.MapPost("/disbursements/{id:guid}/resend", async (Guid id, AdminDb db, Vault vault, DisbursementDesk desk, DisbursementRules rules, CancellationToken cancel) =>
            await AnswerAsync(id, db, vault, rules, await desk.ResendAsync(db, id, cancel), cancel)).Requires(Permission.DisbursementsWrite);
        endpoints.MapPost("/disbursements/{id:guid}/stop", async (HttpRequest request, Guid id, AdminDb db, Vault vault, DisbursementDesk desk, DisbursementRules rules, CancellationToken cancel) =>
            await AnswerAsync(id, db, vault, rules, await desk.StopAsync(db, id, (await request.ReadFormAsync(cancel))["reason"].ToString(), cancel), cancel)).Requires(Permission.DisbursementsStop);
        endpoints.MapPost("/disbursements/{id:guid}/check-account", CheckAccountAsync).Requires(Permission.DisbursementsCheckAccount);
        endpoints.MapPost("/disbursements/{id:guid}/payee-account", async (HttpRequest request, Guid id, AdminDb db, Vault vault, DisbursementDesk desk, DisbursementRules rules, CancellationToken cancel) =>
            await AnswerAsync(id, db, vault, rules, await desk.CorrectPayeeAsync(db, id, (await request.ReadFormAsync(cancel))["account"].ToString(), cancel), cancel)).Requires(Permission.DisbursementsWrite);
        endpoints.MapPost("/disbursements/{id:guid}/check-payee-account", CheckPayeeAsync).Requires(Permission.DisbursementsCheckAccount);
    }

    private static readonly string TooOften = $"每小时最多核对 {Reveals.LookUpsPerHour} 次，请过一会儿再试。";

    /// <summary>A payment with its numbers masked.</summary>
    public static DisbursementView View(Vault vault, Disbursement row) =>
        new(row, vault.Mask(Disbursement.AccountField, row.Id, row.Account), vault.Mask(Disbursement.IdNumberField, row.Id, row.IdNumber));

    private static async Task<IResult> ShowAsync(Guid id, AdminDb db, Vault vault, DisbursementRules rules, string? refused, CancellationToken cancel)
    {
        db.Forget();
        if (await db.Set<Disbursement>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancel) is not { } row) return Page.NotFound();
        var cycle = await db.Set<Cycle>().AsNoTracking().SingleAsync(c => c.Id == row.CycleId, cancel);
        var person = await db.Persons.AsNoTracking().SingleOrDefaultAsync(p => p.Id == row.PersonId, cancel);
        var attempts = await db.Set<BankFileRow>().AsNoTracking().Where(r => r.DisbursementId == id).OrderBy(r => r.Attempt).Join(db.Set<BankFile>(), r => r.BankFileId, f => f.Id, (r, f) => new { File = f, Row = r }).ToListAsync(cancel);
        var decision = row.Facts is null ? null : (await rules.FrozenAsync(db, cycle, cancel)).Answer(vault.Open(Disbursement.FactsField, row.Id, row.Facts, OpenPurpose.Internal));
        var changed = person?.BankCardChangedAt is { } at && at > person.CreatedAt ? at : (DateTimeOffset?)null;
        var canCheck = changed is { } since && !await db.Set<AccountCheck>().AnyAsync(c => c.PersonId == row.PersonId && c.ChangedAt == since, cancel);
        var corrected = await db.Set<PayeeAccount>().AsNoTracking().SingleOrDefaultAsync(a => a.DisbursementId == id && a.Attempt == row.Attempt, cancel);
        return Page.Show<DisbursementPage, DisbursementPageModel>(new(
            View(vault, row), corrected is null ? null : new(corrected, vault.Mask(PayeeAccount.AccountField, corrected.Id, corrected.Account)), cycle, person?.Status.Word(), decision is null ? null : StoredAssessment.Of(decision), [.. attempts.OrderBy(a => a.Row.Attempt).Select(a => (a.File, a.Row))], canCheck, refused), refused is null ? 200 : 422);
    }

    private static async Task<IResult> CheckAccountAsync(HttpRequest request, Guid id, AdminDb db, Vault vault, DisbursementDesk desk, Reveals reveals, DisbursementRules rules, CancellationToken cancel)
    {
        var typed = (await request.ReadFormAsync(cancel))["account"].ToString();
        if (await db.Set<Disbursement>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancel) is not { } row) return Page.NotFound();
        // Counted with the look-ups: otherwise the answer could be guessed digit by digit.
        if (!await reveals.LookUpAsync(db, PersonFields.BankCard, typed, cancel)) return await ShowAsync(id, db, vault, rules, TooOften, cancel);
        return await AnswerAsync(id, db, vault, rules, await desk.CheckAccountAsync(db, row.PersonId, typed, cancel), cancel);
    }

    private static async Task<IResult> CheckPayeeAsync(HttpRequest request, Guid id, AdminDb db, Vault vault, DisbursementDesk desk, Reveals reveals, DisbursementRules rules, CancellationToken cancel)
    {
        var typed = (await request.ReadFormAsync(cancel))["account"].ToString();
        if (!await db.Set<Disbursement>().AnyAsync(d => d.Id == id, cancel)) return Page.NotFound();
        // As above.
        if (!await reveals.LookUpAsync(db, PayeeAccount.AccountField, typed, cancel)) return await ShowAsync(id, db, vault, rules, TooOften, cancel);
        return await AnswerAsync(id, db, vault, rules, await desk.CheckPayeeAsync(db, id, typed, cancel), cancel);
    }

    private static async Task<IResult> AnswerAsync(Guid id, AdminDb db, Vault vault, DisbursementRules rules, string? refused, CancellationToken cancel) =>
        refused is null ? Page.Go($"/disbursements/{id}", "moved") : await ShowAsync(id, db, vault, rules, refused, cancel);
}
