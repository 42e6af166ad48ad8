namespace HonourWall.Roll;

/// <summary>Markdown as an editor wrote it, with the place of its first line, so that a mistake inside can be shown.</summary>
public sealed record MarkdownText(string Text, ContentPlace Place)
{
    public static readonly MarkdownText Empty = new("", default);

    public bool IsEmpty => string.IsNullOrWhiteSpace(Text);
}
