using System.Collections.Immutable;

namespace HonourWall.Search;

/// <summary>A term that was looked up and how many documents have it; a required one every exact result has.</summary>
public sealed record ExplainedTerm(string Text, int Documents, bool Required);

/// <summary>How a query was understood (<c>--explain</c>).</summary>
public sealed record SearchExplanation
{
    /// <summary>The words after folding, years in digits.</summary>
    public required ImmutableArray<string> Words { get; init; }

    public required ImmutableArray<ExplainedTerm> Terms { get; init; }

    /// <summary>Districts, and awards of a year, that the query names.</summary>
    public required ImmutableArray<ExplainedTerm> Named { get; init; }

    /// <summary>The query as pinyin letters, "" when it is none.</summary>
    public required string Letters { get; init; }
}
