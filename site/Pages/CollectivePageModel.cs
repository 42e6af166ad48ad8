using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>One collective: its honours, its story, sources.</summary>
public sealed record CollectivePageModel(Collective Collective, Prose Story, SourceList Sources, ImmutableArray<PlateGroup> Beside, string Citation);
