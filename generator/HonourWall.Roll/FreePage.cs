namespace HonourWall.Roll;

/// <summary>A free page: about, glossary, how to correct an entry.</summary>
public sealed record FreePage : SharedRecord
{
    public required FreePageId Id { get; init; }
    public required string Title { get; init; }
    /// <summary>Its place in the footer's list; those without one come last.</summary>
    public int? Order { get; init; }
    public MarkdownText Body { get; init; } = MarkdownText.Empty;
    public required ContentPlace Place { get; init; }
}
