using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>What the rows of a cycle are narrowed to.</summary>
public sealed record RowFilter(string Text, DisbursementState? State, Hold? Hold)
{
    public static RowFilter Read(Func<string, string?> value) => new(
        (value("q") ?? "").Trim() is { Length: > 60 } text ? text[..60] : (value("q") ?? "").Trim(),
        Enum.TryParse<DisbursementState>(value("status"), out var state) && Enum.IsDefined(state) ? state : null,
        Enum.TryParse<Hold>(value("hold"), out var hold) && Enum.IsDefined(hold) ? hold : null);

    public IQueryable<Disbursement> Apply(AdminDb db, Guid cycle)
    {
        var rows = db.Set<Disbursement>().AsNoTracking().Where(d => d.CycleId == cycle);
        if (Text.Length > 0) rows = rows.Where(d => d.Name.Contains(Text));
        if (State is { } state) rows = rows.Where(d => d.State == state);
        if (Hold is { } hold) rows = rows.Where(d => d.Hold == hold);
        return rows.OrderBy(d => d.RowNumber);
    }

    public string Query() => string.Join('&', Fields().Where(f => f.Value.Length > 0).Select(f => f.Name + "=" + Uri.EscapeDataString(f.Value)));

    public IEnumerable<(string Name, string Value)> Fields() => [("q", Text), ("status", State?.ToString() ?? ""), ("hold", Hold?.ToString() ?? "")];
}
