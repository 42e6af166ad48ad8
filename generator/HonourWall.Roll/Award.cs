using System.Collections.Immutable;

namespace HonourWall.Roll;

/// <summary>A kind of award and its level (奖项): 全国劳动模范.</summary>
public sealed record Award : SharedRecord
{
    public required AwardId Id { get; init; }
    public required string Name { get; init; }
    /// <summary>The name where room is short; the name itself where none is given.</summary>
    public required string Short { get; init; }
    public required Level Level { get; init; }
    /// <summary>None when the source does not say.</summary>
    public required RecipientKind Recipients { get; init; }
    public string? ConferredBy { get; init; }
    /// <summary>Whether it carries 劳模待遇; null when the source does not say.</summary>
    public bool? CarriesTreatment { get; init; }
    /// <summary>Awards of which one must be held before (the eligibility chain).</summary>
    public ImmutableArray<Award> Requires { get; init; } = [];
    public string? ForWhom { get; init; }
    /// <summary>The condition in the source's words, where a list of awards does not say it all.</summary>
    public MarkdownText Eligibility { get; init; } = MarkdownText.Empty;
    public MarkdownText About { get; init; } = MarkdownText.Empty;
    public ImmutableArray<Source> Sources { get; init; } = [];
    /// <summary>Its place in awards.yaml: the order of awards of one level.</summary>
    public required int Order { get; init; }
}
