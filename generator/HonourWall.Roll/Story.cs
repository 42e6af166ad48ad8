using System.Collections.Immutable;

namespace HonourWall.Roll;

/// <summary>A feature about one or several honourees (故事).</summary>
public sealed record Story : SharedRecord
{
    public required StoryId Id { get; init; }
    public required string Title { get; init; }
    public string? Deck { get; init; }
    public DateOnly? Date { get; init; }
    public ImmutableArray<HonoureeId> People { get; init; } = [];
    public ImmutableArray<Source> Sources { get; init; } = [];
    public MarkdownText Body { get; init; } = MarkdownText.Empty;
    public ImmutableArray<string> Aliases { get; init; } = [];
    public required ContentPlace Place { get; init; }
}
