using System.Collections.Immutable;

namespace HonourWall.Roll;

/// <summary>A public notice (公示): its list is shown from its first day to its last and then taken down.</summary>
public sealed record Notice : SharedRecord
{
    public required NoticeId Id { get; init; }
    public required string Title { get; init; }
    /// <summary>First moment, in the site's time zone.</summary>
    public DateTime? From { get; init; }
    /// <summary>Last moment, in the site's time zone; a date alone means its end of day.</summary>
    public DateTime? Until { get; init; }
    public string? Contact { get; init; }
    /// <summary>The batch whose rows are the candidates.</summary>
    public BatchId? Batch { get; init; }
    public MarkdownText Body { get; init; } = MarkdownText.Empty;
    public ImmutableArray<Source> Sources { get; init; } = [];
    public required ContentPlace Place { get; init; }
}
