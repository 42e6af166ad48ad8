using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>What the rows of a cycle are narrowed to.</summary>
public sealed record RowFilter(string Text, DisbursementState? State, Hold? Hold) : ListFilter
{
    public static RowFilter Read(Func<string, string?> value) => new(
        Words(value("q")),
        Choice<DisbursementState>(value("status")),
        Choice<Hold>(value("hold")));

    public IQueryable<Disbursement> Apply(AdminDb db, Guid cycle)
    {
        var rows = db.Set<Disbursement>().AsNoTracking().Where(d => d.CycleId == cycle);
        if (Text.Length > 0) rows = rows.Where(d => d.Name.Contains(Text));
        if (State is { } state) rows = rows.Where(d => d.State == state);
        if (Hold is { } hold) rows = rows.Where(d => d.Hold == hold);
        return rows.OrderBy(d => d.RowNumber);
    }

    public override IEnumerable<(string Name, string Value)> Fields() => [("q", Text), ("status", State?.ToString() ?? ""), ("hold", Hold?.ToString() ?? "")];
}
