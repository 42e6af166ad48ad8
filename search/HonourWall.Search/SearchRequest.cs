using System.Collections.Immutable;

namespace HonourWall.Search;

/// <summary>The order of results.</summary>
public enum SearchSort
{
    Relevance,

    /// <summary>The latest honour first; who has none with a year stands last.</summary>
    Year,

    /// <summary>By pinyin.</summary>
    Name,
}

/// <summary>What somebody asks. Without text and with facets it browses.</summary>
public sealed record SearchRequest
{
    public string Text { get; init; } = "";

    /// <summary>
    /// Facet values by facet: award, district, industry, kind, level, year. A document fits when for each facet it has one of the values, those of award,
    /// district, level and year in one and the same honour; a year may be a range, 1959-1979, and "" stands for what has no value.
    /// </summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Facets { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    public SearchSort Sort { get; init; }

    public int Limit { get; init; } = 10;

    /// <summary>Ranges of years that the words of the text meant; unlike a choice in the facet of years they belong to what is found.</summary>
    internal ImmutableArray<string> Within { get; init; } = [];
}
