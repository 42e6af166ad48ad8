using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Organisations;

/// <summary>What the list of organisations is narrowed to.</summary>
public sealed record OrganisationFilter(string Text, OrganisationLevel? Level) : ListFilter
{
    public static OrganisationFilter Read(Func<string, string?> value) => new(
        Words(value("q")),
        Choice<OrganisationLevel>(value("level")));

    public bool IsEmpty => Text.Length == 0 && Level is null;

    /// <summary>In the order of the tree.</summary>
    public IQueryable<Organisation> Apply(AdminDb db)
    {
        var all = db.Organisations.AsNoTracking();
        if (Text.Length > 0) all = all.Where(o => o.Name.Contains(Text));
        if (Level is { } level) all = all.Where(o => o.Level == level);
        return all.OrderBy(o => o.OrganisationPath);
    }

    public override IEnumerable<(string Name, string Value)> Fields() => [("q", Text), ("level", Level?.ToString() ?? "")];
}
