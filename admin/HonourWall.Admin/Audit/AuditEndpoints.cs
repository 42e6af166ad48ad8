using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Audit;

/// <summary>The audit as its administrator reads it: a list with filters, an export, a verification of the whole chain.</summary>
public static class AuditEndpoints
{
    private const int ExportRows = 100_000, FindingsShown = 50;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/audit", ListAsync).Requires(Permission.AuditRead);
        endpoints.MapPost("/audit/export", ExportAsync).Requires(Permission.AuditRead);
        endpoints.MapPost("/audit/verify", VerifyAsync).Requires(Permission.AuditRead);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, AdminDb db, CancellationToken cancel) =>
        await ShowAsync(db, AuditFilter.Read(FilterInput.InAddress(request)), Paging.Asked(request), null, cancel);

    private static async Task<IResult> ShowAsync(AdminDb db, AuditFilter filter, int number, ImmutableArray<string>? findings, CancellationToken cancel)
    {
        var entries = await filter.ApplyAsync(db, cancel);
        var total = await entries.CountAsync(cancel);
        var rows = await Paging.ReadAsync(number, entries.Select(e => e.Sequence), ids => db.AuditEntries.AsNoTracking().Where(e => ids.Contains(e.Sequence)), e => e.Sequence, cancel);
        return Page.Show<AuditPage, AuditPageModel>(new(filter, [.. rows], new(number, total, n => $"/audit?{filter.Query()}&page={n}"), findings));
    }

    private static async Task<IResult> ExportAsync(HttpRequest request, AdminDb db, ListExport export, CancellationToken cancel)
    {
        var filter = AuditFilter.Read(FilterInput.InForm(request));
        var chosen = await filter.ApplyAsync(db, cancel);
        return await export.SendAsync(request, db, "audit", filter, await chosen.CountAsync(cancel), async () => new(["序号", "时间", "帐号", "地址", "操作", "对象", "编号", "结果", "细节", "校验值"],
            [.. (await chosen.ToListAsync(cancel)).Select(e => (string[])[e.Sequence.ToString(CultureInfo.InvariantCulture), Beijing.Second(e.At), e.ActorName, e.Address ?? "", e.Action, e.Subject, e.SubjectId ?? "", e.Result, e.Detail ?? "", e.Hash])]), cancel, ExportRows);
    }

    private static async Task<IResult> VerifyAsync(AdminDbFactory databases, AdminDb db, KeyRing ring, AuditAnchor anchor, CancellationToken cancel)
    {
        // The chain is one for the whole city; who checks it from below learns only whether it holds.
        await using var everything = databases.Open(Actor.System("audit-verify"));
        var findings = await AuditVerifier.VerifyAsync(everything, ring, anchor, cancel);
        return await ShowAsync(db, AuditFilter.None, 1, [.. findings.Select(f => f.Message).Take(FindingsShown), .. findings.Count > FindingsShown ? [$"共 {findings.Count} 处，这里列出前 {FindingsShown} 处；honourwall-admin audit verify 列出全部。"] : (string[])[]], cancel);
    }
}
