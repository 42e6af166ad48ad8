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
    private const int ExportRows = 100_000;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/audit", ListAsync).Requires(Permission.AuditRead);
        endpoints.MapPost("/audit/export", ExportAsync).Requires(Permission.AuditRead);
        endpoints.MapPost("/audit/verify", VerifyAsync).Requires(Permission.AuditRead);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, AdminDb db, CancellationToken cancel)
    {
        var (action, who) = (request.Query["action"].ToString(), request.Query["who"].ToString().Trim());
        var number = Paging.Asked(request.Query["page"]);
        var entries = Filter(db, action, who);
        var total = await entries.CountAsync(cancel);
        var rows = await entries.OrderByDescending(e => e.Sequence).Skip((number - 1) * Paging.Size).Take(Paging.Size).ToListAsync(cancel);
        return Page.Show<AuditPage, AuditPageModel>(new(action, who, [.. rows], new(number, total, n => $"/audit?action={Uri.EscapeDataString(action)}&who={Uri.EscapeDataString(who)}&page={n}"), null));
    }

    private static async Task<IResult> ExportAsync(HttpRequest request, AdminDb db, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        var rows = await Filter(db, form["action"].ToString(), form["who"].ToString().Trim()).OrderByDescending(e => e.Sequence).Take(ExportRows).ToListAsync(cancel);
        db.Note(new(AuditAction.Exported, "audit_entries", Detail: rows.Count.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(cancel);
        var table = new Table(["序号", "时间", "帐号", "地址", "操作", "对象", "编号", "结果", "细节", "校验值"],
            [.. rows.Select(e => (string[])[e.Sequence.ToString(CultureInfo.InvariantCulture), Beijing.Second(e.At), e.ActorName, e.Address ?? "", e.Action, e.Subject, e.SubjectId ?? "", e.Result, e.Detail ?? "", e.Hash])]);
        return Results.Bytes(CsvWriter.Write(table), "text/csv; charset=utf-8", "audit.csv");
    }

    private static async Task<IResult> VerifyAsync(AdminDbFactory databases, AdminDb db, KeyRing ring, AuditAnchor anchor, CancellationToken cancel)
    {
        // The chain is one for the whole city; who checks it from below learns only whether it holds.
        await using var everything = databases.Open(Actor.System("audit-verify"));
        var findings = await AuditVerifier.VerifyAsync(everything, ring, anchor, cancel);
        var rows = await Filter(db, "", "").OrderByDescending(e => e.Sequence).Take(Paging.Size).ToListAsync(cancel);
        return Page.Show<AuditPage, AuditPageModel>(new("", "", [.. rows], new(1, await Filter(db, "", "").CountAsync(cancel), n => $"/audit?page={n}"), [.. findings.Select(f => f.Message).Take(50)]));
    }

    private static IQueryable<AuditEntry> Filter(AdminDb db, string action, string who) =>
        db.AuditEntries.AsNoTracking().Where(e => (action == "" || e.Action == action) && (who == "" || e.ActorName == who));
}
