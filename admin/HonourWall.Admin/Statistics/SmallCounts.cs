using System.Collections.Immutable;

namespace HonourWall.Admin.Statistics;

/// <summary>
/// Which cells of a published table are left out (小数隐去): every count from 1 to 4, and as many others as it takes that no left-out one can be worked out,
/// neither from this table nor from another one that is published beside it, of one year or of any five. Rows and columns end with their totals.
/// </summary>
/// <remarks>
/// A year's column is settled by that year's figures alone: the same cells are missing in whatever table it stands. A total over years is printed only where
/// each of its years is, so that it adds nothing to what the years tell: windows of five years that overlap cannot be subtracted from each other.
/// </remarks>
public static class SmallCounts
{
    /// <summary>Smaller counts than this are not published.</summary>
    public const int Least = 5;

    /// <param name="counts">Rows of equal length: kinds and their total, years and their total.</param>
    public static ImmutableArray<ImmutableArray<bool>> Hide(ImmutableArray<ImmutableArray<int>> counts)
    {
        var years = counts.Length == 0 ? 0 : counts[0].Length - 1;
        var columns = Enumerable.Range(0, years).Select(year => HideInYear([.. counts.Select(row => row[year])])).ToList();
        return [.. Enumerable.Range(0, counts.Length).Select(row => columns.Select(column => column[row]).Append(columns.Any(column => column[row])).ToImmutableArray())];
    }

    /// <param name="counts">Of the kinds, and of all together at the end.</param>
    private static bool[] HideInYear(ImmutableArray<int> counts)
    {
        var hidden = counts.Select(count => count is > 0 and < Least).ToArray();
        var kinds = Enumerable.Range(0, counts.Length - 1).ToList();
        while (hidden.Any(h => h) && !hidden[^1] && !IsSafe(counts, [.. kinds.Where(kind => hidden[kind])]))
        {
            // The smallest of the others; a zero is known without being printed, and the total is left out when nothing else is there.
            var open = kinds.Where(kind => !hidden[kind] && counts[kind] > 0).OrderBy(kind => counts[kind]).ThenBy(kind => kind).ToList();
            hidden[open.Count > 0 ? open[0] : counts.Length - 1] = true;
        }
        return hidden;
    }

    // What the printed total tells about the left-out ones is their sum. Each of them must remain free to be five, were all the others one.
    private static bool IsSafe(ImmutableArray<int> counts, List<int> left) => left.Count > 1 && left.Sum(kind => counts[kind]) - (left.Count - 1) >= Least;
}
