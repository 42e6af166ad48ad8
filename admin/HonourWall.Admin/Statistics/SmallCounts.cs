using System.Collections.Immutable;

namespace HonourWall.Admin.Statistics;

/// <summary>
/// Which cells of a published table are left out (小数隐去): every count from 1 to 4, and as many others as it takes that no left-out one can be worked out
/// from the totals. Rows and columns end with their totals, which are cells like any other.
/// </summary>
/// <remarks>
/// A left-out cell can be worked out when its row or its column holds no other left-out cell, directly or after others have been worked out. Seen as a graph
/// (rows and columns are nodes, left-out cells are edges) those are the bridges: cells are added until there is none.
/// </remarks>
public static class SmallCounts
{
    /// <summary>Smaller counts than this are not published.</summary>
    public const int Least = 5;

    /// <param name="counts">Rows of equal length, with the totals last.</param>
    public static ImmutableArray<ImmutableArray<bool>> Hide(ImmutableArray<ImmutableArray<int>> counts)
    {
        var (rows, columns) = (counts.Length, counts.Length == 0 ? 0 : counts[0].Length);
        var hidden = new bool[rows, columns];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++) hidden[r, c] = counts[r][c] is > 0 and < Least;
        while (FindBridge(hidden) is var (row, column) && Cheapest(counts, hidden, row, column) is var (r, c)) hidden[r, c] = true;
        return [.. Enumerable.Range(0, rows).Select(r => Enumerable.Range(0, columns).Select(c => hidden[r, c]).ToImmutableArray())];
    }

    // An edge whose ends fall apart without it.
    private static (int Row, int Column)? FindBridge(bool[,] hidden)
    {
        for (var r = 0; r < hidden.GetLength(0); r++)
            for (var c = 0; c < hidden.GetLength(1); c++)
                if (hidden[r, c] && !Reached(hidden, r, (r, c)).Columns[c]) return (r, c);
        return null;
    }

    // The cell that costs least of those that bring the two sides of a bridge together; where only longer ways are left, one that begins such a way.
    private static (int Row, int Column)? Cheapest(ImmutableArray<ImmutableArray<int>> counts, bool[,] hidden, int row, int column)
    {
        var side = Reached(hidden, row, (row, column));
        var open = Enumerable.Range(0, counts.Length).SelectMany(r => Enumerable.Range(0, counts[r].Length).Select(c => (Row: r, Column: c))).Where(cell => !hidden[cell.Row, cell.Column]).ToList();
        var joins = open.Where(cell => side.Rows[cell.Row] != side.Columns[cell.Column] && (side.Rows[cell.Row] ? Touches(hidden, cell.Column, false) : Touches(hidden, cell.Row, true))).ToList();
        var choice = joins.Count > 0 ? joins : [.. open.Where(cell => cell.Row == row || cell.Column == column)];
        // A zero is known to be nothing without being printed: leaving it out hides little, so it comes last.
        return (choice.Count > 0 ? choice : open).OrderBy(cell => counts[cell.Row][cell.Column] == 0).ThenBy(cell => counts[cell.Row][cell.Column]).ThenBy(cell => cell.Row).ThenBy(cell => cell.Column).Select(cell => ((int, int)?)cell).FirstOrDefault();
    }

    private static bool Touches(bool[,] hidden, int line, bool isRow) =>
        isRow ? Enumerable.Range(0, hidden.GetLength(1)).Any(c => hidden[line, c]) : Enumerable.Range(0, hidden.GetLength(0)).Any(r => hidden[r, line]);

    private static (bool[] Rows, bool[] Columns) Reached(bool[,] hidden, int from, (int Row, int Column) without)
    {
        var (rows, columns) = (new bool[hidden.GetLength(0)], new bool[hidden.GetLength(1)]);
        var open = new Queue<(bool IsRow, int Line)>([(true, from)]);
        rows[from] = true;
        while (open.TryDequeue(out var at))
        {
            for (var other = 0; other < (at.IsRow ? columns.Length : rows.Length); other++)
            {
                var (r, c) = at.IsRow ? (at.Line, other) : (other, at.Line);
                if (!hidden[r, c] || (r, c) == without || (at.IsRow ? columns[c] : rows[r])) continue;
                if (at.IsRow) columns[c] = true;
                else rows[r] = true;
                open.Enqueue((!at.IsRow, other));
            }
        }
        return (rows, columns);
    }
}
