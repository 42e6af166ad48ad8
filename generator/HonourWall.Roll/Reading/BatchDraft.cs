using System.Collections.Immutable;

namespace HonourWall.Roll.Reading;

/// <summary>One line of batches.csv.</summary>
public sealed record BatchDraft
{
    public required BatchId BatchId { get; init; }
    public required Written Id { get; init; }
    public Written? Award { get; init; }
    public int? Year { get; init; }
    public DateOnly? Date { get; init; }
    public ContentPlace DatePlace { get; init; }
    public required string Name { get; init; }
    public string? Decision { get; init; }
    public string? Meeting { get; init; }
    public string? ConferredBy { get; init; }
    public int? PublishedCount { get; init; }
    public ContentPlace PublishedCountPlace { get; init; }
    public ImmutableArray<Written> Sources { get; init; } = [];
    /// <summary>Where its sources stand, or would.</summary>
    public ContentPlace SourcePlace { get; init; }
    public required ContentPlace Place { get; init; }
}
