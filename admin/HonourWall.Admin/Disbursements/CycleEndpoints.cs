using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>One cycle: its page, its moves, its rows as a file.</summary>
public static class CycleEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/cycles/{id:guid}", (HttpRequest request, Guid id, AdminDb db, Vault vault, DisbursementRules rules, CancellationToken cancel) => ShowAsync(request, id, db, vault, rules, null, cancel)).Requires(Permission.DisbursementsRead);
        Move(endpoints, "freeze", Permission.DisbursementsWrite, (desk, db, id, _, cancel) => desk.FreezeAsync(db, id, cancel));
        Move(endpoints, "review", Permission.DisbursementsReview, (desk, db, id, form, cancel) => desk.ReviewAsync(db, id, Seen(form), cancel));
        Move(endpoints, "return", Permission.DisbursementsReview, (desk, db, id, form, cancel) => desk.ReturnAsync(db, id, form["reason"].ToString(), cancel));
        Move(endpoints, "send-back", Permission.DisbursementsApprove, (desk, db, id, form, cancel) => desk.ReturnAsync(db, id, form["reason"].ToString(), cancel));
        Move(endpoints, "approve", Permission.DisbursementsApprove, (desk, db, id, form, cancel) => desk.ApproveAsync(db, id, Seen(form), cancel));
        Move(endpoints, "cancel", Permission.DisbursementsWrite, (desk, db, id, form, cancel) => desk.CancelAsync(db, id, form["reason"].ToString(), cancel));
        Move(endpoints, "close", Permission.DisbursementsWrite, (desk, db, id, _, cancel) => desk.CloseAsync(db, id, cancel));
        endpoints.MapPost("/cycles/{id:guid}/files", MakeFilesAsync).Requires(Permission.DisbursementsPay);
        endpoints.MapGet("/cycles/{id:guid}/export", (HttpRequest request, Guid id, AdminDb db, CancellationToken cancel) => ShowExportAsync(db, id, RowFilter.Read(FilterInput.InAddress(request)), "", null, cancel)).Requires(Permission.DisbursementsExport);
        endpoints.MapPost("/cycles/{id:guid}/export", ExportAsync).Requires(Permission.DisbursementsExport);
    }

    private static void Move(IEndpointRouteBuilder endpoints, string word, Permission permission, Func<CycleDesk, AdminDb, Guid, IFormCollection, CancellationToken, Task<string?>> act) =>
        endpoints.MapPost($"/cycles/{{id:guid}}/{word}", async (HttpRequest request, Guid id, AdminDb db, CycleDesk desk, Vault vault, DisbursementRules rules, CancellationToken cancel) =>
        {
            var form = await request.ReadFormAsync(cancel);
            if (!await db.Set<Cycle>().AnyAsync(c => c.Id == id, cancel)) return Page.NotFound();
            var refused = await act(desk, db, id, form, cancel);
            return refused is null ? Page.Go($"/cycles/{id}", "moved") : await ShowAsync(request, id, db, vault, rules, refused, cancel);
        }).Requires(permission);

    private static async Task<IResult> MakeFilesAsync(HttpRequest request, Guid id, AdminDb db, BankFileDesk desk, Vault vault, DisbursementRules rules, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        if (!await db.Set<Cycle>().AnyAsync(c => c.Id == id, cancel)) return Page.NotFound();
        var refused = BankFileAdapters.Find(form["adapter"]) is { } adapter ? await desk.MakeAsync(db, id, adapter, Seen(form), cancel) : "请选择文件格式。";
        return refused is null ? Page.Go($"/cycles/{id}", "moved") : await ShowAsync(request, id, db, vault, rules, refused, cancel);
    }

    // What does not read as an amount is no amount that the page has shown.
    private static Money Seen(IFormCollection form) => Money.TryParse(form["seen"], out var seen) ? seen : new(-1);

    private static async Task<IResult> ShowAsync(HttpRequest request, Guid id, AdminDb db, Vault vault, DisbursementRules rules, string? refused, CancellationToken cancel)
    {
        db.Forget();
        if (await db.Set<Cycle>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } cycle) return Page.NotFound();
        var filter = RowFilter.Read(FilterInput.InAddress(request));
        var number = Paging.Asked(request);
        var rows = filter.Apply(db, id);
        var total = await rows.CountAsync(cancel);
        var shown = await rows.Skip((number - 1) * Paging.Size).Take(Paging.Size).ToListAsync(cancel);
        var all = db.Set<Disbursement>().Where(d => d.CycleId == id);
        var summary = await all.GroupBy(d => d.State).Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(d => d.AmountFen) }).ToListAsync(cancel);
        var holds = await all.Where(d => d.State == DisbursementState.Held).GroupBy(d => d.Hold).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var budget = await db.Set<Budget>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == cycle.BudgetId, cancel);
        var files = await FilesAsync(db, id, cancel);
        var names = await AccountNames.ReadAsync(db, [cycle.AuthorId, cycle.FirstReviewerId, cycle.SecondReviewerId, .. files.Select(f => (Guid?)f.File.MadeBy)], cancel);
        var book = await rules.CurrentAsync(db, cancel);
        return Page.Show<CyclePage, CyclePageModel>(new(
            cycle,
            await db.Organisations.Where(o => o.Id == cycle.OrganisationId).Select(o => o.Name).SingleOrDefaultAsync(cancel) ?? "",
            budget,
            budget is null ? "上级预算" : BudgetSources.Word(book, budget.Source),
            names,
            [.. summary.OrderBy(s => s.Key).Select(s => new RowSummary(s.Key, s.Count, new(s.Sum)))],
            [.. holds.Where(h => h.Key is not null).OrderBy(h => h.Key).Select(h => (h.Key ?? default, h.Count))],
            filter,
            [.. shown.Select(d => DisbursementEndpoints.View(vault, d))],
            new(number, total, n => $"/cycles/{id}?{filter.Query()}&page={n}"),
            files,
            refused), refused is null ? 200 : 422);
    }

    private static async Task<ImmutableArray<(BankFile File, int Open, int Failed)>> FilesAsync(AdminDb db, Guid cycle, CancellationToken cancel)
    {
        var files = await db.Set<BankFile>().AsNoTracking().Where(f => f.CycleId == cycle).OrderBy(f => f.Number).ToListAsync(cancel);
        var ids = files.Select(f => f.Id).ToList();
        var counts = (await db.Set<BankFileRow>().Where(r => ids.Contains(r.BankFileId) && r.Outcome != BankOutcome.Paid).GroupBy(r => new { r.BankFileId, r.Outcome }).Select(g => new { g.Key.BankFileId, g.Key.Outcome, Count = g.Count() }).ToListAsync(cancel))
            .ToDictionary(c => (c.BankFileId, c.Outcome), c => c.Count);
        return [.. files.Select(f => (f, counts.GetValueOrDefault((f.Id, BankOutcome.Open)), counts.GetValueOrDefault((f.Id, BankOutcome.Failed))))];
    }

    private static async Task<IResult> ShowExportAsync(AdminDb db, Guid id, RowFilter filter, string reason, string? wrong, CancellationToken cancel)
    {
        if (await db.Set<Cycle>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } cycle) return Page.NotFound();
        return Page.Show<CycleExportPage, CycleExportPageModel>(new(cycle, filter, await filter.Apply(db, id).CountAsync(cancel), reason, wrong), wrong is null ? 200 : 422);
    }

    private static async Task<IResult> ExportAsync(HttpRequest request, Guid id, AdminDb db, Vault vault, ListExport export, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        var (filter, reason) = (RowFilter.Read(FilterInput.InForm(request)), form["reason"].ToString().Trim());
        if (await db.Set<Cycle>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } cycle) return Page.NotFound();
        if (await export.RefuseAsync(db, filter, reason, await filter.Apply(db, id).CountAsync(cancel), cancel) is { } refused) return await ShowExportAsync(db, id, filter, reason, refused, cancel);
        var rows = await filter.Apply(db, id).ToListAsync(cancel);
        var masked = form["names"] == "masked";
        var table = new Table(["序号", "姓名", "身份证号", "帐号", "金额（元）", "状态", "原因"],
        [
            .. rows.Select(d => (string[])
            [
                d.RowNumber.ToString(CultureInfo.InvariantCulture), masked ? Masking.MaskName(d.Name) : d.Name, vault.Mask(Disbursement.IdNumberField, d.Id, d.IdNumber, strict: true), vault.Mask(Disbursement.AccountField, d.Id, d.Account, strict: true),
                d.Amount.ToString(), d.State.Word(), d.Hold?.Word() ?? d.BankRemark ?? "",
            ]),
        ]);
        return await export.WriteAsync(db, "disbursements", reason, $"cycle:{cycle.Id} " + (masked ? "names:masked " : "names:plain "), form["format"], table, cancel);
    }
}
