using System.Collections.Immutable;

namespace HonourWall.Roll;

/// <summary>A workshop led by an honouree (创新工作室).</summary>
public sealed record Studio : SharedRecord
{
    public required StudioId Id { get; init; }
    public required string Name { get; init; }
    public District? District { get; init; }
    public string? Employer { get; init; }
    public Industry? Industry { get; init; }
    /// <summary>The title in the source's words: 市级职工创新工作室.</summary>
    public string? LevelName { get; init; }
    public Level Level { get; init; } = Level.Unknown;
    public int? Recognised { get; init; }
    public int? Members { get; init; }
    public ImmutableArray<StudioLeader> Leaders { get; init; } = [];
    public ImmutableArray<StudioMetric> Metrics { get; init; } = [];
    public ImmutableArray<StudioOutput> Outputs { get; init; } = [];
    public MarkdownText Body { get; init; } = MarkdownText.Empty;
    public string? PublicNote { get; init; }
    public ImmutableArray<Source> Sources { get; init; } = [];
    public bool IsOutside { get; init; }
    public ImmutableArray<string> Aliases { get; init; } = [];
    public required ContentPlace Place { get; init; }
}

/// <summary>A leader (领衔人): linked to a page only where the content says so by id, never by name alone.</summary>
public sealed record StudioLeader(string Name, HonoureeId? Id);

/// <summary>One figure with its unit, date and source.</summary>
public sealed record StudioMetric(string Name, string Value, string? Unit, ImpreciseDate? AsOf, Source? Source);

/// <summary>One result of a studio's work.</summary>
/// <param name="Kind">patent, method, award, paper or training.</param>
public sealed record StudioOutput(string Title, string? Kind, int? Year, string? Note, Source? Source);
