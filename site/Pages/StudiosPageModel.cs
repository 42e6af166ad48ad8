using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>Every studio by district.</summary>
public sealed record StudiosPageModel(ImmutableArray<StudioGroup> Groups, Coverage Coverage, string Data, SourceList Sources);

public sealed record StudioGroup(string Title, string? Address, ImmutableArray<Studio> Studios);
