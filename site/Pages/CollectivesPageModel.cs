using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>Honours of units and teams; those from elsewhere stand apart.</summary>
public sealed record CollectivesPageModel(HonourList List, ImmutableArray<Honour> Outside);
