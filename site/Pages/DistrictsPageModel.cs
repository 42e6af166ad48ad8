using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>The tile map, the former districts, and areas that are no district.</summary>
public sealed record DistrictsPageModel(DistrictMap Map, ImmutableArray<CountLink> Former, ImmutableArray<CountLink> Areas, Coverage Coverage, string Data);
