using System.Globalization;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Web;
using HonourWall.Admin.Web.Pages;

namespace HonourWall.Admin.Tables;

/// <summary>A list that leaves the room as a file: with a reason, so many an hour, on record before it leaves, marked with who took it.</summary>
public sealed class ListExport(AuditChain audit, TimeProvider clock)
{
    public const int MaximumRows = 50_000, PerHour = 20;

    /// <summary>A file that is cut off looks like a whole one, so it is not made. Null when there is room.</summary>
    public static string? TooMany(int rows, int most = MaximumRows) => rows > most ? $"有 {rows} 行，一个文件最多 {most} 行。请先筛选，再导出。" : null;

    /// <param name="filter">What the list is narrowed to; null for a list that has no conditions.</param>
    /// <param name="rows">How many would leave.</param>
    /// <returns>Why nothing is exported; null when it may be.</returns>
    public async Task<string?> RefuseAsync(AdminDb db, ListFilter? filter, string reason, int rows, CancellationToken cancel, int most = MaximumRows)
    {
        // A whole list looks like a narrowed one.
        if (filter is { IsUnreadable: true }) return "筛选条件看不懂，没有导出。请返回改正，再导出。";
        if (TooMany(rows, most) is { } many) return many;
        if (reason.Length is < Reveals.MinimumReason or > 200) return $"请写明用途（{Reveals.MinimumReason} 到 200 个字）。";
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        return await HourlyLimit.IsReachedAsync(db, AuditAction.Exported, PerHour, clock.GetUtcNow(), cancel) ? Often : null;
    }

    private static string Often => $"每小时最多导出 {PerHour} 次，请过一会儿再试。";

    /// <summary>A list whose form stands on its page (<c>ExportButtons</c>): sent, or that form again with what is wrong.</summary>
    /// <param name="read">Reads the rows, once nothing speaks against it.</param>
    public async Task<IResult> SendAsync(HttpRequest request, AdminDb db, string subject, ListFilter filter, int rows, Func<Task<Table>> read, CancellationToken cancel, int most = MaximumRows, string detail = "")
    {
        var form = await request.ReadFormAsync(cancel);
        var reason = form["reason"].ToString().Trim();
        return await RefuseAsync(db, filter, reason, rows, cancel, most) is { } refused
            ? Page.Show<ExportRefusedPage, ExportRefusedPageModel>(new($"/{subject}", filter, refused), 422)
            : await WriteAsync(db, subject, reason, detail, form["format"], await read(), cancel);
    }

    /// <summary>Puts the export on record and makes the file: CSV, or a workbook where asked.</summary>
    /// <param name="subject">The table; also the beginning of the file's name.</param>
    public async Task<IResult> WriteAsync(AdminDb db, string subject, string reason, string detail, string? format, Table table, CancellationToken cancel)
    {
        var (mark, refused) = await RecordAsync(db, subject, reason, $"rows:{table.Rows.Length} {detail}", cancel);
        if (mark is null) return Page.Message(429, "导出太多", refused ?? Often);
        var last = new string[table.Header.Length];
        Array.Fill(last, "");
        last[0] = mark;
        var marked = table with { Rows = [.. table.Rows, last] };
        var name = string.Create(CultureInfo.InvariantCulture, $"{subject}-{Beijing.Day(clock.GetUtcNow()):yyyyMMdd}");
        return format == "xlsx"
            ? Results.Bytes(XlsxWriter.Write(marked), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx")
            : Results.Bytes(CsvWriter.Write(marked), "text/csv; charset=utf-8", name + ".csv");
    }

    /// <summary>Puts an export on record, so many an hour.</summary>
    /// <returns>The mark that the file has to bear: who took it, so that a copy found elsewhere can be traced. Or why there is none.</returns>
    public async Task<(string? Mark, string? Refused)> RecordAsync(AdminDb db, string subject, string reason, string detail, CancellationToken cancel)
    {
        var number = Guid.CreateVersion7();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Asked again: another one may have left since.
        if (await HourlyLimit.IsReachedAsync(db, AuditAction.Exported, PerHour, clock.GetUtcNow(), cancel)) return (null, Often);
        db.Note(new(AuditAction.Exported, subject, number.ToString(), Detail: $"{detail}reason:{audit.Digest("reason", reason)}"));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return ($"导出人 {db.Actor.Name}，{Beijing.Minute(clock.GetUtcNow())}，编号 {number}，用途：{reason}", null);
    }
}
