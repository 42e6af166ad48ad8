using System.Collections.Immutable;

namespace HonourWall.Roll.Reading;

/// <summary>The file of a studio; what refers to something else is still to be linked.</summary>
public sealed record StudioDraft
{
    public required Studio Studio { get; init; }
    public Written? District { get; init; }
    public Written? Industry { get; init; }
    public ImmutableArray<LeaderDraft> Leaders { get; init; } = [];
    /// <summary>The source of each metric and each output, in their order.</summary>
    public ImmutableArray<Written?> MetricSources { get; init; } = [];
    public ImmutableArray<Written?> OutputSources { get; init; } = [];
    public ImmutableArray<Written> Sources { get; init; } = [];
    public Publication Publication { get; init; }
}

public readonly record struct LeaderDraft(Written? Id, Written? Name);
