using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>The four ways to a name.</summary>
public sealed record NamesPageModel(ImmutableArray<CountLink> Letters, ImmutableArray<CountLink> Strokes, int Surnames, Coverage Coverage, string Data);
