using System.Collections.Immutable;

namespace HonourWall.Generator.Importing;

/// <summary>What an import would change, and why not when it would not.</summary>
public sealed record ImportPlan
{
    /// <summary>Empty when nothing is to be written.</summary>
    public ImmutableArray<PlannedChange> Changes { get; init; } = [];
    /// <summary>People and collectives that the batch gets: id and name.</summary>
    public ImmutableArray<(string Id, string Name, bool IsNew)> Added { get; init; } = [];
    /// <summary>Rows that the batch has already.</summary>
    public int Unchanged { get; init; }
    /// <summary>Titles, totals, remarks.</summary>
    public int Passed { get; init; }
}

/// <summary>One file of the content folder as it is and as it would be.</summary>
/// <param name="Name">As diagnostics name it: <c>content/batches.csv</c>.</param>
public sealed record PlannedChange(string Path, string Name, string Before, string After);
