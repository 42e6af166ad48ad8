using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>One batch: date, decision, counts by district and industry, the list, its file.</summary>
public sealed record BatchPageModel
{
    public required Batch Batch { get; init; }
    public required HonourList List { get; init; }
    public ImmutableArray<CountLink> ByDistrict { get; init; } = [];
    public ImmutableArray<CountLink> ByIndustry { get; init; } = [];
    public required SourceList Sources { get; init; }
    /// <summary>False for batches that hold honours from elsewhere only.</summary>
    public bool IsOnWall { get; init; }
}
