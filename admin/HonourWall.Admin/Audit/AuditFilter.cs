using System.Globalization;
using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Audit;

/// <summary>What the list of the audit is narrowed to.</summary>
/// <param name="About">The id of a thing: a person, a cycle, an account.</param>
/// <param name="From">Days of Beijing, both included.</param>
public sealed record AuditFilter(string Action, string Who, string About, DateOnly? From, DateOnly? To, FilterInput? Input = null) : ListFilter(Input)
{
    public static AuditFilter None { get; } = new("", "", "", null, null);

    public static AuditFilter Read(FilterInput input) => new(
        input.Choice<AuditAction>("action")?.ToString() ?? "",
        input.Words("who"), input.Words("q"), input.Day("from"), input.Day("to"), input);

    /// <summary>The entries, the newest first.</summary>
    public async Task<IQueryable<AuditEntry>> ApplyAsync(AdminDb db, CancellationToken cancel)
    {
        var entries = Rows(db.AuditEntries.AsNoTracking());
        if (Action.Length > 0) entries = entries.Where(e => e.Action == Action);
        if (Who.Length > 0) entries = entries.Where(e => e.ActorName == Who);
        if (About.Length > 0) entries = entries.Where(e => e.SubjectId == About);
        // Days become numbers of entries, for the list is in the order of those.
        if (From is { } from && await FirstAsync(db, from, cancel) is var first) entries = entries.Where(e => e.Sequence >= first);
        if (To is { } to && await FirstAsync(db, to.AddDays(1), cancel) is var next) entries = entries.Where(e => e.Sequence < next);
        return entries.OrderByDescending(e => e.Sequence);
    }

    protected override IEnumerable<(string Name, string Value)> Chosen() => [("action", Action), ("who", Who), ("q", About), ("from", Day(From)), ("to", Day(To))];

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static async Task<long> FirstAsync(AdminDb db, DateOnly day, CancellationToken cancel)
    {
        var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));
        return await db.AuditEntries.Where(e => e.At >= start).OrderBy(e => e.At).ThenBy(e => e.Sequence).Select(e => (long?)e.Sequence).FirstOrDefaultAsync(cancel) ?? long.MaxValue;
    }
}
