using System.Collections.Immutable;

namespace HonourWall.Roll;

/// <summary>A district of today, a former one, or an area that is no district (区).</summary>
public sealed record District : SharedRecord
{
    public required DistrictId Id { get; init; }
    public required string Name { get; init; }
    public required string Short { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
    /// <summary>The district of today that a former one became part of (崇文区 → 东城区).</summary>
    public DistrictId? NowPartOf { get; init; }
    /// <summary>Where it is said that the district began, ended or became part of another.</summary>
    public ImmutableArray<Source> Sources { get; init; } = [];
    /// <summary>Its place on the tile map; null for former districts and areas.</summary>
    public (int Row, int Column)? Tile { get; init; }
    /// <summary>Its place in districts.csv.</summary>
    public required int Order { get; init; }
    public bool IsFormer => Until is not null;
}
