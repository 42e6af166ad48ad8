using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Organisations;

/// <summary>What the list of organisations is narrowed to.</summary>
public sealed record OrganisationFilter(string Text, OrganisationLevel? Level, FilterInput? Input = null) : ListFilter(Input)
{
    public static OrganisationFilter Read(FilterInput input) => new(
        input.Words("q"),
        input.Choice<OrganisationLevel>("level"), input);

    public bool IsEmpty => Text.Length == 0 && Level is null;

    /// <summary>In the order of the tree.</summary>
    public IQueryable<Organisation> Apply(AdminDb db)
    {
        var all = Rows(db.Organisations.AsNoTracking());
        if (Text.Length > 0) all = all.Where(o => o.Name.Contains(Text));
        if (Level is { } level) all = all.Where(o => o.Level == level);
        return all.OrderBy(o => o.OrganisationPath);
    }

    protected override IEnumerable<(string Name, string Value)> Chosen() => [("q", Text), ("level", Level?.ToString() ?? "")];
}
