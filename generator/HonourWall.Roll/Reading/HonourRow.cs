using System.Collections.Immutable;

namespace HonourWall.Roll.Reading;

/// <summary>One file of the folder <c>batches</c>.</summary>
public sealed record BatchRows(string Batch, ContentFile File, ImmutableArray<HonourRow> Rows);

/// <summary>What the <c>status</c> of a row says.</summary>
public enum HonourStatus
{
    Granted,
    /// <summary>公示中: a candidate.</summary>
    Publicity,
    /// <summary>撤销: no name is kept.</summary>
    Withdrawn,
}

/// <summary>One row of a batch, as written. A withdrawn row keeps its id and nothing else.</summary>
public sealed record HonourRow
{
    public required Written Id { get; init; }
    public Written? Name { get; init; }
    public ContentPlace NamePlace => Name?.Place ?? Place;
    /// <summary><c>person</c>, <c>collective</c>, or null: as the award.</summary>
    public Written? Kind { get; init; }
    public bool? IsCollective => Kind is { } kind ? kind.Text == "collective" : null;
    public Written? Gender { get; init; }
    public Written? Ethnicity { get; init; }
    public Written? District { get; init; }
    public string? Employer { get; init; }
    public string? Title { get; init; }
    public Written? Industry { get; init; }
    public HonourStatus Status { get; init; }
    public bool IsOutside { get; init; }
    public ImmutableArray<Written> Sources { get; init; } = [];
    public string? PublicNote { get; init; }
    public ContentPlace Place => Id.Place;
    /// <summary>Where the whole row stands in its file; nothing of a withdrawn one.</summary>
    internal (int Start, int Length) Line { get; init; }
}
