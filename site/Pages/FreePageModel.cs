using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

public sealed record FreePageModel(FreePage FreePage, Prose Text, SourceList Sources, ImmutableArray<FreePage> Others);
