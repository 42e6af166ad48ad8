using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>Every year that has honours, by decade.</summary>
public sealed record YearsPageModel(ImmutableArray<Decade> Decades, CountLink? Undated, Coverage Coverage, string Data);

/// <summary>Ten years from <paramref name="From"/>; those without an honour are left out.</summary>
public sealed record Decade(int From, ImmutableArray<YearLink> Years);
