using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Registry.Export;

/// <summary>The list of persons as a file: a permission of its own, with a reason, masked, marked with who took it, and on record before it leaves.</summary>
public static class PersonExportEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/persons/export", (HttpRequest request, AdminDb db, CancellationToken cancel) => ShowAsync(db, PersonFilter.Read(FilterInput.InAddress(request)), "", null, cancel)).Requires(Permission.RegistryExport);
        endpoints.MapPost("/persons/export", ExportAsync).Requires(Permission.RegistryExport);
    }

    private static async Task<IResult> ShowAsync(AdminDb db, PersonFilter filter, string reason, string? wrong, CancellationToken cancel)
    {
        var count = await (await filter.ApplyAsync(db, cancel)).CountAsync(cancel);
        return Page.Show<PersonExportPage, PersonExportPageModel>(new(filter, count, reason, wrong), wrong is null ? 200 : 422);
    }

    private static async Task<IResult> ExportAsync(HttpRequest request, AdminDb db, Vault vault, ListExport export, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        var filter = PersonFilter.Read(FilterInput.InForm(request));
        var reason = form["reason"].ToString().Trim();
        var chosen = await filter.ApplyAsync(db, cancel);
        if (await export.RefuseAsync(db, filter, reason, await chosen.CountAsync(cancel), cancel) is { } refused) return await ShowAsync(db, filter, reason, refused, cancel);
        var persons = await chosen.Include(p => p.Honours).AsSplitQuery().OrderBy(p => p.Name).ThenBy(p => p.Id).ToListAsync(cancel);
        var masked = form["names"] == "masked";
        var table = new Table(["姓名", "单位", "职务", "状态", "荣誉", "身份证号", "手机号", "银行卡号"],
        [
            .. persons.Select(p => (string[])
            [
                masked ? Masking.MaskName(p.Name) : p.Name, p.Unit ?? "", p.Occupation ?? "", p.Status.Word(), string.Join("；", p.Honours.OrderBy(h => h.Year).Select(h => WrittenHonour.Write(h.Award, h.Year, h.RevokedOn))),
                vault.Mask(PersonFields.IdNumber, p.Id, p.IdNumber, strict: true), vault.Mask(PersonFields.Mobile, p.Id, p.Mobile, strict: true), vault.Mask(PersonFields.BankCard, p.Id, p.BankCard, strict: true),
            ]),
        ]);
        return await export.WriteAsync(db, "persons", reason, masked ? "names:masked " : "names:plain ", form["format"], table, cancel);
    }
}
