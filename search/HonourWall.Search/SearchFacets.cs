using System.Collections.Immutable;

namespace HonourWall.Search;

/// <summary>A value that documents can be narrowed to: its id in the address and its name.</summary>
public sealed record SearchFacetValue(string Id, string Name);

/// <summary>The named facet values of a site, as its index lists them.</summary>
public sealed record SearchFacets(ImmutableArray<SearchFacetValue> Awards, ImmutableArray<SearchFacetValue> Districts, ImmutableArray<SearchFacetValue> Industries)
{
    internal static SearchFacets Of(Format.Head head)
    {
        static ImmutableArray<SearchFacetValue> Values(ImmutableArray<Format.HeadValue> values) => [.. values.Select(value => new SearchFacetValue(value.Id, value.Name))];
        return new SearchFacets(Values(head.Awards), Values(head.Districts), Values(head.Industries));
    }
}
