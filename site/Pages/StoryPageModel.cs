using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>A feature.</summary>
public sealed record StoryPageModel(Story Story, Prose Text, SourceList Sources, PlateGroup? People, ImmutableArray<Story> Others);
