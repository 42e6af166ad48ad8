using System.Globalization;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Registry.Export;

/// <summary>The list of persons as a file: a permission of its own, with a reason, masked, marked with who took it, and on record before it leaves.</summary>
public static class PersonExportEndpoints
{
    private const int MaximumRows = 50_000, PerHour = 20;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/persons/export", (HttpRequest request, AdminDb db, CancellationToken cancel) => ShowAsync(db, PersonFilter.Read(name => request.Query[name]), "", null, cancel)).Requires(Permission.RegistryExport);
        endpoints.MapPost("/persons/export", ExportAsync).Requires(Permission.RegistryExport);
    }

    private static async Task<IResult> ShowAsync(AdminDb db, PersonFilter filter, string reason, string? wrong, CancellationToken cancel)
    {
        var count = await (await filter.ApplyAsync(db, cancel)).CountAsync(cancel);
        return Page.Show<PersonExportPage, PersonExportPageModel>(new(filter, count, reason, wrong), wrong is null ? 200 : 422);
    }

    private static async Task<IResult> ExportAsync(HttpRequest request, AdminDb db, Vault vault, AuditChain audit, TimeProvider clock, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        var filter = PersonFilter.Read(name => form[name]);
        var reason = form["reason"].ToString().Trim();
        if (reason.Length is < Reveals.MinimumReason or > 200) return await ShowAsync(db, filter, reason, $"请写明用途（{Reveals.MinimumReason} 到 200 个字）。", cancel);
        var (since, exported) = (clock.GetUtcNow() - TimeSpan.FromHours(1), nameof(AuditAction.Exported));
        if (await db.AuditEntries.CountAsync(e => e.ActorId == db.Actor.AccountId && e.Action == exported && e.At > since, cancel) >= PerHour) return await ShowAsync(db, filter, reason, $"每小时最多导出 {PerHour} 次，请过一会儿再试。", cancel);
        var persons = await (await filter.ApplyAsync(db, cancel)).Include(p => p.Honours).AsSplitQuery().OrderBy(p => p.Name).ThenBy(p => p.Id).Take(MaximumRows).ToListAsync(cancel);
        var number = Guid.CreateVersion7();
        db.Note(new(AuditAction.Exported, "persons", number.ToString(), Detail: $"rows:{persons.Count} names:{(form["names"] == "masked" ? "masked" : "plain")} reason:{audit.Digest("reason", reason)}"));
        await db.SaveChangesAsync(cancel);

        var masked = form["names"] == "masked";
        var table = new Table(["姓名", "单位", "职务", "状态", "荣誉", "身份证号", "手机号", "银行卡号"],
        [
            .. persons.Select(p => (string[])
            [
                masked ? Masking.MaskName(p.Name) : p.Name, p.Unit ?? "", p.Occupation ?? "", p.Status.Word(), string.Join("；", p.Honours.OrderBy(h => h.Year).Select(h => $"{h.Award} {h.Year}")),
                vault.Mask(PersonFields.IdNumber, p.Id, p.IdNumber, strict: true), vault.Mask(PersonFields.Mobile, p.Id, p.Mobile, strict: true), vault.Mask(PersonFields.BankCard, p.Id, p.BankCard, strict: true),
            ]),
            // Who took it, so that a copy found elsewhere can be traced.
            [$"导出人 {db.Actor.Name}，{Beijing.Minute(clock.GetUtcNow())}，编号 {number}，用途：{reason}", "", "", "", "", "", "", ""],
        ]);
        var name = string.Create(CultureInfo.InvariantCulture, $"persons-{Beijing.Day(clock.GetUtcNow()):yyyyMMdd}");
        return form["format"] == "xlsx"
            ? Results.Bytes(XlsxWriter.Write(table), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx")
            : Results.Bytes(CsvWriter.Write(table), "text/csv; charset=utf-8", name + ".csv");
    }
}
