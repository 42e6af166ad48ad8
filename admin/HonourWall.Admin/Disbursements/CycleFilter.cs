using System.Globalization;
using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>What the list of cycles is narrowed to.</summary>
public sealed record CycleFilter(string Text, Programme? Programme, CycleState? State, int? Year, FilterInput? Input = null) : ListFilter(Input)
{
    public static CycleFilter Read(FilterInput input) => new(
        input.Words("q"),
        input.Choice<Programme>("programme"),
        input.Choice<CycleState>("status"),
        input.Year("year"), input);

    public IQueryable<Cycle> Apply(AdminDb db)
    {
        var cycles = Rows(db.Set<Cycle>().AsNoTracking());
        if (Text.Length > 0) cycles = cycles.Where(c => c.Basis.Contains(Text) || db.Organisations.Any(o => o.Id == c.OrganisationId && o.Name.Contains(Text)));
        if (Programme is { } programme) cycles = cycles.Where(c => c.Programme == programme);
        if (State is { } state) cycles = cycles.Where(c => c.State == state);
        if (Year is { } year) cycles = cycles.Where(c => c.Year == year);
        return cycles.OrderByDescending(c => c.CreatedAt).ThenBy(c => c.Id);
    }

    protected override IEnumerable<(string Name, string Value)> Chosen() =>
        [("q", Text), ("programme", Programme?.ToString() ?? ""), ("status", State?.ToString() ?? ""), ("year", Year?.ToString(CultureInfo.InvariantCulture) ?? "")];
}
