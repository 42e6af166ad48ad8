using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>The search page; without script it leads to the name, district and year pages.</summary>
public sealed record SearchPageModel(ImmutableArray<CountLink> Letters, ImmutableArray<CountLink> Districts, ImmutableArray<CountLink> Years)
{
    /// <summary>The districts that are no more and what they belong to now, for the script: <c>chongwen:东城区 xuanwu:西城区</c>.</summary>
    public required string FormerDistricts { get; init; }
}
