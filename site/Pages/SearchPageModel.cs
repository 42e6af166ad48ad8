using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>The search page; without script it leads to the name, district and year pages.</summary>
public sealed record SearchPageModel(ImmutableArray<CountLink> Letters, ImmutableArray<CountLink> Districts, ImmutableArray<CountLink> Years)
{
    /// <summary>The districts that are no more and what is said of that behind their names, for the script, then what is from elsewhere, of which nothing is said: <c>chongwen:（今东城区） xuanwu:（今西城区） outside:</c>.</summary>
    public required string FormerDistricts { get; init; }
}
