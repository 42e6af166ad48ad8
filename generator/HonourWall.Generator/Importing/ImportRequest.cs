using System.Collections.Immutable;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Importing;

/// <summary>What <c>honourwall import</c> is asked for.</summary>
public sealed record ImportRequest
{
    /// <summary>The award list: .csv or .xlsx.</summary>
    public required string File { get; init; }
    /// <summary>The content folder.</summary>
    public required string Source { get; init; }
    public required string Batch { get; init; }
    /// <summary>The sheet of a workbook that has several lists.</summary>
    public string? Sheet { get; init; }
    /// <summary>Row number → the id of somebody who is there already.</summary>
    public ImmutableDictionary<int, string> Same { get; init; } = ImmutableDictionary<int, string>.Empty;
    /// <summary>Row number → the id of a new person; empty: made from the name.</summary>
    public ImmutableDictionary<int, string> New { get; init; } = ImmutableDictionary<int, string>.Empty;
    /// <summary>Headings that are not to be read.</summary>
    public ImmutableArray<string> Skip { get; init; } = [];
    public HonourStatus Status { get; init; } = HonourStatus.Granted;
    /// <summary>For a batch that batches.csv does not have yet.</summary>
    public NewBatch? NewBatch { get; init; }
}

/// <summary>The line that batches.csv gets for a new batch.</summary>
/// <param name="Name">Null: the year and the award's name.</param>
public sealed record NewBatch(string Award, int? Year, string? Name, DateOnly? Date, string? Source);
