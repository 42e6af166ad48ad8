using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>One year: its batches, its districts, the list.</summary>
public sealed record YearPageModel
{
    /// <summary>Null: 年份待考.</summary>
    public required int? Year { get; init; }
    public required HonourList List { get; init; }
    public ImmutableArray<BatchCount> Batches { get; init; } = [];
    public ImmutableArray<CountLink> ByDistrict { get; init; } = [];
    public int? Earlier { get; init; }
    public int? Later { get; init; }
}
