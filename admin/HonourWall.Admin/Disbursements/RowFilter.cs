using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>What the rows of a cycle are narrowed to.</summary>
public sealed record RowFilter(string Text, DisbursementState? State, Hold? Hold, FilterInput? Input = null) : ListFilter(Input)
{
    public static RowFilter Read(FilterInput input) => new(
        input.Words("q"),
        input.Choice<DisbursementState>("status"),
        input.Choice<Hold>("hold"), input);

    public IQueryable<Disbursement> Apply(AdminDb db, Guid cycle)
    {
        var rows = Rows(db.Set<Disbursement>().AsNoTracking().Where(d => d.CycleId == cycle));
        if (Text.Length > 0) rows = rows.Where(d => d.Name.Contains(Text));
        if (State is { } state) rows = rows.Where(d => d.State == state);
        if (Hold is { } hold) rows = rows.Where(d => d.Hold == hold);
        return rows.OrderBy(d => d.RowNumber);
    }

    protected override IEnumerable<(string Name, string Value)> Chosen() => [("q", Text), ("status", State?.ToString() ?? ""), ("hold", Hold?.ToString() ?? "")];
}
