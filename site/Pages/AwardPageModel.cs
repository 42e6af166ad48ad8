using System.Collections.Immutable;

namespace HonourWall.Site.Pages;

/// <summary>One award: what it is, who may receive it, who confers it, its treatment, the eligibility chain and every batch.</summary>
public sealed record AwardPageModel
{
    public required Award Award { get; init; }
    public required Prose About { get; init; }
    public required Prose Eligibility { get; init; }
    /// <summary>Awards for which this one qualifies.</summary>
    public ImmutableArray<Award> QualifiesFor { get; init; } = [];
    public ImmutableArray<BatchCount> Batches { get; init; } = [];
    public required Coverage Coverage { get; init; }
    public required string Data { get; init; }
    public required SourceList Sources { get; init; }
}

/// <summary>A batch and how many of it this site holds.</summary>
public sealed record BatchCount(Batch Batch, int Count);
