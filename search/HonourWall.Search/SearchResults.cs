using System.Collections.Immutable;
using HonourWall.Search.Reading;

namespace HonourWall.Search;

/// <summary>Why a document is a result.</summary>
public enum SearchMatch
{
    /// <summary>It holds every word of the query in one piece, or the facets alone were asked for.</summary>
    Exact,

    /// <summary>Its name sounds like the query: by pinyin, or with a wrong character of the same or a near sound.</summary>
    Sound,

    /// <summary>Its name differs from the query in one character.</summary>
    Near,

    /// <summary>It holds parts of the query.</summary>
    Partial,
}

/// <summary>One result.</summary>
public sealed record SearchHit(SearchDocument Document, SearchMatch Match, double Score);

/// <summary>The answer to a <see cref="SearchRequest"/>.</summary>
public sealed record SearchResults
{
    public required ImmutableArray<SearchHit> Hits { get; init; }

    /// <summary>What was looked for, to be marked: the question, or its other words where nobody fits its years.</summary>
    public string Text { get; init; } = "";

    /// <summary>How many documents fit; when not <see cref="TotalIsExact"/>, at most so many (至多).</summary>
    public required int Total { get; init; }

    public required bool TotalIsExact { get; init; }

    /// <summary>Names that were probably meant, when nothing holds the query itself.</summary>
    public ImmutableArray<string> DidYouMean { get; init; } = [];

    /// <summary>Every fitting document by its number in the index, for the facets.</summary>
    internal ImmutableArray<int> Slots { get; init; } = [];

    /// <summary>Whether a text is a result, where <see cref="Slots"/> holds what only may be one.</summary>
    internal Func<StoredText, bool> Holds { get; init; } = _ => true;
}
