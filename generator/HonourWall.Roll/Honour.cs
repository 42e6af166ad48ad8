using System.Collections.Immutable;

namespace HonourWall.Roll;

/// <summary>One award conferred on one recipient in one batch (荣誉), everything as awarded.</summary>
/// <remarks>Withdrawn honours are not in the roll: they publish no name anywhere.</remarks>
public sealed record Honour : SharedRecord
{
    public required Batch Batch { get; init; }
    public Award Award => Batch.Award;
    public int? Year => Batch.Year;
    /// <summary>The id of the <see cref="Honouree"/> or <see cref="Collective"/>.</summary>
    public required string RecipientId { get; init; }
    public required bool IsCollective { get; init; }
    public required string Name { get; init; }
    public string? Gender { get; init; }
    public string? Ethnicity { get; init; }
    /// <summary>The district as awarded: 崇文区 stays 崇文区.</summary>
    public District? District { get; init; }
    public string? Employer { get; init; }
    public string? Title { get; init; }
    public Industry? Industry { get; init; }
    /// <summary>A candidate of a public notice (公示), not yet an honour: no page is made for them until it is conferred.</summary>
    public bool IsCandidate { get; init; }
    /// <summary>Not this city's: shown under 全国人物 and never in the city's counts.</summary>
    public bool IsOutside { get; init; }
    /// <summary>The row's own sources.</summary>
    public ImmutableArray<Source> Sources { get; init; } = [];
    /// <summary>Where the honour comes from: the row's own sources, else its batch's.</summary>
    public ImmutableArray<Source> CitedSources => Sources.IsEmpty ? Batch.Sources : Sources;
    public string? PublicNote { get; init; }
    public required ContentPlace Place { get; init; }
}
