using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>The search page; without script it leads to the name, district and year pages.</summary>
public sealed record SearchPageModel(ImmutableArray<CountLink> Letters, ImmutableArray<CountLink> Districts, ImmutableArray<CountLink> Years);
