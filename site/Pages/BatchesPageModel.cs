using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>Every batch by year, 年份待考 last.</summary>
public sealed record BatchesPageModel(ImmutableArray<BatchYear> Years, Coverage Coverage, string Data);

public sealed record BatchYear(int? Year, ImmutableArray<BatchCount> Batches);
