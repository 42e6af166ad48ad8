using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Organisations;

/// <summary>What the list of organisations is narrowed to.</summary>
public sealed record OrganisationFilter(string Text, OrganisationLevel? Level)
{
    public static OrganisationFilter Read(Func<string, string?> value) => new(
        (value("q") ?? "").Trim() is { Length: > 60 } text ? text[..60] : (value("q") ?? "").Trim(),
        Enum.TryParse<OrganisationLevel>(value("level"), out var level) && Enum.IsDefined(level) ? level : null);

    public bool IsEmpty => Text.Length == 0 && Level is null;

    /// <summary>In the order of the tree.</summary>
    public IQueryable<Organisation> Apply(AdminDb db)
    {
        var all = db.Organisations.AsNoTracking();
        if (Text.Length > 0) all = all.Where(o => o.Name.Contains(Text));
        if (Level is { } level) all = all.Where(o => o.Level == level);
        return all.OrderBy(o => o.OrganisationPath);
    }

    public string Query() => string.Join('&', Fields().Where(f => f.Value.Length > 0).Select(f => f.Name + "=" + Uri.EscapeDataString(f.Value)));

    public IEnumerable<(string Name, string Value)> Fields() => [("q", Text), ("level", Level?.ToString() ?? "")];
}
