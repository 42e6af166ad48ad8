using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>One industry: its honours and its units.</summary>
public sealed record IndustryPageModel(Industry Industry, HonourList List, ImmutableArray<CountLink> ByDecade, ImmutableArray<CountLink> Employers);
