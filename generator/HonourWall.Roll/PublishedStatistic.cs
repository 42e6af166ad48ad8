using System.Collections.Immutable;

namespace HonourWall.Roll;

/// <summary>A total that a source published, to hold our own counts against (公布数).</summary>
/// <param name="Value">As printed, a decimal number.</param>
public sealed record PublishedStatistic(
    string? Year, string Scope, string Indicator, decimal Value, string? Unit,
    AwardId? Award, DistrictId? District, BatchId? Batch, ImmutableArray<Source> Sources, string? PublicNote, ContentPlace Place)
{
    /// <summary>Its place among the figures of the front page; null: not shown there.</summary>
    public int? FrontPage { get; init; }
}
