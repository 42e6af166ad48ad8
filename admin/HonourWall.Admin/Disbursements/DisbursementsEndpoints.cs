using System.Globalization;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>Payments found by a person's name over all cycles: the list, and the list as a file.</summary>
public static class DisbursementsEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/disbursements", ListAsync).Requires(Permission.DisbursementsRead);
        endpoints.MapGet("/disbursements/export", (HttpRequest request, AdminDb db, CancellationToken cancel) => ShowExportAsync(db, DisbursementFilter.Read(FilterInput.InAddress(request)), "", null, cancel)).Requires(Permission.DisbursementsExport);
        endpoints.MapPost("/disbursements/export", ExportAsync).Requires(Permission.DisbursementsExport);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, AdminDb db, Vault vault, CancellationToken cancel)
    {
        var filter = DisbursementFilter.Read(FilterInput.InAddress(request));
        var number = Paging.Asked(request);
        var (all, cut) = await filter.ApplyAsync(db, cancel);
        var total = await all.CountAsync(cancel);
        var rows = await all.Skip((number - 1) * Paging.Size).Take(Paging.Size).ToListAsync(cancel);
        var cycles = await CyclesAsync(db, rows, cancel);
        return Page.Show<DisbursementsPage, DisbursementsPageModel>(
            new(filter, [.. rows.Select(d => (DisbursementEndpoints.View(vault, d), cycles[d.CycleId]))], cut, new(number, total, n => $"/disbursements?{filter.Query()}&page={n}")));
    }

    private static async Task<IResult> ShowExportAsync(AdminDb db, DisbursementFilter filter, string reason, string? wrong, CancellationToken cancel) =>
        Page.Show<DisbursementExportPage, DisbursementExportPageModel>(new(filter, await (await filter.ApplyAsync(db, cancel)).Rows.CountAsync(cancel), reason, wrong), wrong is null ? 200 : 422);

    private static async Task<IResult> ExportAsync(HttpRequest request, AdminDb db, Vault vault, ListExport export, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        var (filter, reason) = (DisbursementFilter.Read(FilterInput.InForm(request)), form["reason"].ToString().Trim());
        var (chosen, cut) = await filter.ApplyAsync(db, cancel);
        // A file that is cut off looks like a whole one.
        var refused = cut ? $"叫这个名字的超过 {DisbursementFilter.People} 人。请把姓名写完整，再导出。" : await export.RefuseAsync(db, filter, reason, await chosen.CountAsync(cancel), cancel);
        if (refused is not null) return await ShowExportAsync(db, filter, reason, refused, cancel);
        var rows = await chosen.ToListAsync(cancel);
        var cycles = await CyclesAsync(db, rows, cancel);
        var masked = form["names"] == "masked";
        var table = new Table(["姓名", "批次", "发放日", "身份证号", "帐号", "金额（元）", "状态", "说明"],
        [
            .. rows.Select(d => (string[])
            [
                masked ? Masking.MaskName(d.Name) : d.Name, cycles[d.CycleId].Title, cycles[d.CycleId].PayOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                vault.Mask(Disbursement.IdNumberField, d.Id, d.IdNumber, strict: true), vault.Mask(Disbursement.AccountField, d.Id, d.Account, strict: true), d.Amount.ToString(), d.State.Word(), d.Hold?.Word() ?? d.BankRemark ?? "",
            ]),
        ]);
        return await export.WriteAsync(db, "disbursements", reason, masked ? "names:masked " : "names:plain ", form["format"], table, cancel);
    }

    private static async Task<Dictionary<Guid, Cycle>> CyclesAsync(AdminDb db, List<Disbursement> rows, CancellationToken cancel)
    {
        var cycles = rows.Select(r => r.CycleId).Distinct().ToList();
        return await db.Set<Cycle>().AsNoTracking().Where(c => cycles.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancel);
    }
}
