using System.Collections.Immutable;

namespace HonourWall.Admin.Statistics;

/// <summary>
/// What a year or five years came to, by kind (统计表): the last row and the last column are totals. Persons are counted once in each cell and each total;
/// times and amounts add up.
/// </summary>
/// <param name="Cells">A row for each kind and one for the total; a column for each year and one for all. Null where it is not published.</param>
public sealed record StatisticsTable(ImmutableArray<string> Kinds, ImmutableArray<int> Years, ImmutableArray<ImmutableArray<StatisticsCell?>> Cells)
{
    /// <summary>The table as it may leave the house.</summary>
    public StatisticsTable ForPublication()
    {
        var hidden = SmallCounts.Hide([.. Cells.Select(row => row.Select(cell => cell?.Persons ?? 0).ToImmutableArray())]);
        return this with { Cells = [.. Cells.Select((row, r) => row.Select((cell, c) => hidden[r][c] ? null : cell).ToImmutableArray())] };
    }
}
