using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>The names of one pinyin initial or one stroke count, in groups by reading or surname.</summary>
public sealed record NameGroupPageModel
{
    public required string Title { get; init; }
    public required string Deck { get; init; }
    public required ImmutableArray<NameGroup> Groups { get; init; }
    /// <summary>The other initials or stroke counts.</summary>
    public required ImmutableArray<CountLink> Others { get; init; }
    public required Pager Pager { get; init; }
    public required Coverage Coverage { get; init; }
    /// <summary>How many people this site holds in all, those from elsewhere included.</summary>
    public required int All { get; init; }
    public required string Data { get; init; }
    public required SourceList Sources { get; init; }
}

/// <summary>People whose surname reads or looks alike.</summary>
public sealed record NameGroup(string Title, string? Anchor, ImmutableArray<Honouree> People);
