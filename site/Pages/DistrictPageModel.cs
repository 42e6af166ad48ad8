using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>One district; a district of today includes the former ones that became part of it, each row as awarded.</summary>
public sealed record DistrictPageModel
{
    public required District District { get; init; }
    public District? NowPartOf { get; init; }
    public ImmutableArray<District> Former { get; init; } = [];
    public required HonourList List { get; init; }
    public required DistrictMap Map { get; init; }
    public ImmutableArray<CountLink> Years { get; init; } = [];
    public ImmutableArray<Studio> Studios { get; init; } = [];
}

/// <summary>The districts of today as tiles, each with its honours by year.</summary>
/// <param name="Years">The years of the ticks, the same for every tile.</param>
/// <param name="Most">The greatest number of one district in one year.</param>
public sealed record DistrictMap(ImmutableArray<DistrictTile> Tiles, ImmutableArray<int> Years, int Most);

/// <param name="ByYear">As many numbers as the map has years.</param>
public sealed record DistrictTile(District District, int Count, ImmutableArray<int> ByYear);
