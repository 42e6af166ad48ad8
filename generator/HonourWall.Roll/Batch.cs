using System.Collections.Immutable;

namespace HonourWall.Roll;

/// <summary>One decision that confers many honours (批次).</summary>
public sealed record Batch : SharedRecord
{
    public required BatchId Id { get; init; }
    public required Award Award { get; init; }
    /// <summary>The year of the title; null: 年份待考.</summary>
    public int? Year { get; init; }
    /// <summary>The day of the decision; it may fall in the year after the title's.</summary>
    public DateOnly? Date { get; init; }
    public required string Name { get; init; }
    /// <summary>The document by which it was conferred.</summary>
    public string? Decision { get; init; }
    /// <summary>The meeting at which it was conferred: 全国群英会.</summary>
    public string? Meeting { get; init; }
    /// <summary>Overrides the award's.</summary>
    public string? ConferredBy { get; init; }
    /// <summary>How many were announced, for 「收录 n / 公布 N」.</summary>
    public int? PublishedCount { get; init; }
    public ImmutableArray<Source> Sources { get; init; } = [];
    /// <summary>Where it stands in batches.csv.</summary>
    public required ContentPlace Place { get; init; }
}
