using System.Globalization;
using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>What the list of cycles is narrowed to.</summary>
public sealed record CycleFilter(string Text, Programme? Programme, CycleState? State, int? Year)
{
    public static CycleFilter Read(Func<string, string?> value) => new(
        (value("q") ?? "").Trim() is { Length: > 60 } text ? text[..60] : (value("q") ?? "").Trim(),
        Enum.TryParse<Programme>(value("programme"), out var programme) && Enum.IsDefined(programme) ? programme : null,
        Enum.TryParse<CycleState>(value("status"), out var state) && Enum.IsDefined(state) ? state : null,
        int.TryParse(value("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null);

    public IQueryable<Cycle> Apply(AdminDb db)
    {
        var cycles = db.Set<Cycle>().AsNoTracking();
        if (Text.Length > 0) cycles = cycles.Where(c => c.Basis.Contains(Text) || db.Organisations.Any(o => o.Id == c.OrganisationId && o.Name.Contains(Text)));
        if (Programme is { } programme) cycles = cycles.Where(c => c.Programme == programme);
        if (State is { } state) cycles = cycles.Where(c => c.State == state);
        if (Year is { } year) cycles = cycles.Where(c => c.Year == year);
        return cycles.OrderByDescending(c => c.CreatedAt).ThenBy(c => c.Id);
    }

    public string Query() => string.Join('&', Fields().Where(f => f.Value.Length > 0).Select(f => f.Name + "=" + Uri.EscapeDataString(f.Value)));

    public IEnumerable<(string Name, string Value)> Fields() =>
        [("q", Text), ("programme", Programme?.ToString() ?? ""), ("status", State?.ToString() ?? ""), ("year", Year?.ToString(CultureInfo.InvariantCulture) ?? "")];
}
