using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>Every year that has honours, by decade.</summary>
public sealed record YearsPageModel(ImmutableArray<Decade> Decades, CountLink? Undated, Coverage Coverage, string Data);

public sealed record Decade(int From, ImmutableArray<CountLink> Years);
