using System.Collections.Immutable;

namespace HonourWall.Admin.Statistics;

/// <summary>
/// Which cells of a published table are left out (小数隐去): every count of persons from 1 to 4, and every total in which one of them is contained. What is printed
/// is then the same whatever the left-out counts are: nothing can be worked out, from this table or from all of them together. Rows and columns end with their totals.
/// </summary>
/// <remarks>
/// Leaving out a second kind beside a small one, so that a printed total tells only their sum, is not enough: a total tells three sums (persons, times, amounts), and
/// where each payment of a kind is a known amount (a fire 2,000, a death 3,000), two of them give both counts.
/// </remarks>
public static class SmallCounts
{
    /// <summary>Smaller counts than this are not published.</summary>
    public const int Least = 5;

    /// <param name="counts">Rows of equal length: kinds and their total, years and their total.</param>
    public static ImmutableArray<ImmutableArray<bool>> Hide(ImmutableArray<ImmutableArray<int>> counts)
    {
        var years = counts.Length == 0 ? 0 : counts[0].Length - 1;
        bool IsSmall(int row, int year) => counts[row][year] is > 0 and < Least;
        bool Hidden(int row, int year) => IsSmall(row, year) || row == counts.Length - 1 && Enumerable.Range(0, row).Any(kind => IsSmall(kind, year));
        return [.. Enumerable.Range(0, counts.Length).Select(row => Enumerable.Range(0, years).Select(year => Hidden(row, year)).ToImmutableArray()).Select(row => row.Add(row.Contains(true)))];
    }
}
