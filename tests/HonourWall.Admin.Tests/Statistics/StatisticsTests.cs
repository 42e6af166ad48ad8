using System.Collections.Immutable;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Statistics;
using HonourWall.Admin.Tests.Support;
using Xunit;
using static HonourWall.Admin.Tests.Disbursements.PayRoom;

namespace HonourWall.Admin.Tests.Statistics;

/// <summary>Figures that add up, and figures that tell nothing about the few.</summary>
public class StatisticsTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Persons_count_once_and_times_and_amounts_add_up(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 6);
        foreach (var purpose in (string[])["春节", "五一"])
        {
            var cycle = await pay.ApprovedAsync(purpose: purpose);
            Must(await pay.MakeFilesAsync(cycle));
            // The last one of the second file fails: it has not reached anybody.
            Must(await pay.ReturnAsync((await pay.FilesAsync(cycle))[0], purpose == "五一" ? [6] : []));
        }
        var gift = await pay.ApprovedAsync(Programme.SpringGift, amount: "1000");
        Must(await pay.MakeFilesAsync(gift));
        Must(await pay.ReturnAsync((await pay.FilesAsync(gift))[0]));
        await using var db = pay.As(pay.Clerk);
        var table = await PaymentStatistics.ReadAsync(db, 2026, 5, default);
        Assert.Equal(["三节补助", "春节慰问金"], table.Kinds);
        Assert.Equal(new StatisticsCell(6, 11, Money.Parse("5500")), table.Cells[0][4]);
        Assert.Equal(new StatisticsCell(6, 6, Money.Parse("6000")), table.Cells[1][5]);
        Assert.Equal(new StatisticsCell(6, 17, Money.Parse("11500")), table.Cells[2][4]);
        Assert.Equal(new StatisticsCell(6, 17, Money.Parse("11500")), table.Cells[2][5]);
        Assert.Equal(StatisticsCell.None, table.Cells[2][0]);
        await using var other = pay.As(await pay.StaffAsync(pay.Other, "other", Role.Reader));
        Assert.Empty((await PaymentStatistics.ReadAsync(other, 2026, 5, default)).Kinds);
    }

    [Fact]
    public void Every_count_from_one_to_four_is_left_out_and_none_can_be_worked_out_from_all_tables_of_one_year_and_of_five()
    {
        var random = new Random(20260302);
        for (var round = 0; round < 300; round++)
        {
            var (kinds, years) = (random.Next(1, 6), random.Next(5, 9));
            int Count() => random.Next(4) switch { 0 => 0, 1 => random.Next(1, 5), 2 => random.Next(5, 30), _ => random.Next(30, 5000) };
            var counts = Enumerable.Range(0, kinds).Select(_ => Enumerable.Range(0, years).Select(_ => Count()).ToArray()).ToList();
            counts.Add([.. Enumerable.Range(0, years).Select(year => counts.Sum(row => row[year]))]);
            var tables = Enumerable.Range(0, years).Select(year => (From: year, Length: 1)).Concat(Enumerable.Range(0, years - 4).Select(from => (From: from, Length: 5)))
                .Select(window => (Years: Enumerable.Range(window.From, window.Length).ToArray(), Hidden: SmallCounts.Hide([.. counts.Select(row => row[window.From..(window.From + window.Length)]).Select(row => row.Append(row.Sum()).ToImmutableArray())]))).ToList();
            var attacker = new Attacker();
            foreach (var (window, hidden) in tables)
            {
                for (var row = 0; row <= kinds; row++)
                {
                    for (var column = 0; column < window.Length; column++)
                    {
                        var count = counts[row][window[column]];
                        Assert.True(hidden[row][column] || count is 0 or >= 5, $"{count} is published");
                        if (!hidden[row][column]) attacker.Reads((row, window[column]));
                    }
                    if (!hidden[row][^1]) attacker.ReadsSum(window.Select(year => (row, year)));
                }
            }
            for (var year = 0; year < years; year++)
            {
                attacker.KnowsThatTheyAddUp(Enumerable.Range(0, kinds).Select(kind => (kind, year)), (kinds, year));
                // With counts of at least one: what the printed total leaves for a cell must still go up to five.
                var left = Enumerable.Range(0, kinds).Where(kind => tables[year].Hidden[kind][0]).ToList();
                if (left.Count > 0 && !tables[year].Hidden[kinds][0]) Assert.True(left.Sum(kind => counts[kind][year]) - (left.Count - 1) >= 5);
            }
            attacker.FindsNothing();
        }
    }

    [Fact]
    public void A_year_lacks_the_same_cells_in_every_table()
    {
        // 3 would follow from the five years if another kind were left out beside it there than in the table of its year.
        var five = SmallCounts.Hide([[3, 9, 9, 9, 9, 39], [7, 9, 9, 9, 9, 43], [8, 2, 9, 9, 9, 37], [18, 20, 27, 27, 27, 119]]);
        var one = SmallCounts.Hide([[3, 3], [7, 7], [8, 8], [18, 18]]);
        Assert.Equal(one.Select(row => row[0]), five.Select(row => row[0]));
        Assert.Equal([true, true, false, false], one.Select(row => row[0]));
        // A sum of years is printed where all of its years are.
        Assert.Equal([true, true, true, false], five.Select(row => row[^1]));
    }

    [Fact]
    public void A_table_without_small_counts_is_published_whole() =>
        Assert.DoesNotContain(true, SmallCounts.Hide([[5, 10, 15], [20, 0, 20], [25, 10, 35]]).SelectMany(row => row));

    // Solves exactly what all published tables together say about the cells of the years.
    private sealed class Attacker
    {
        private readonly HashSet<(int Kind, int Year)> _read = [];
        private readonly List<(List<(int Kind, int Year)> Plus, (int Kind, int Year)? Total)> _sums = [];

        public void Reads((int, int) cell) => _read.Add(cell);

        public void ReadsSum(IEnumerable<(int, int)> cells) => _sums.Add(([.. cells], null));

        public void KnowsThatTheyAddUp(IEnumerable<(int, int)> cells, (int, int) total) => _sums.Add(([.. cells], total));

        public void FindsNothing()
        {
            var unknown = _sums.SelectMany(sum => sum.Plus.Append(sum.Total ?? sum.Plus[0])).Where(cell => !_read.Contains(cell)).Distinct().ToList();
            if (unknown.Count == 0) return;
            var equations = _sums.Select(sum => unknown.Select(cell => (sum.Plus.Contains(cell) ? 1.0 : 0) - (sum.Total == cell ? 1.0 : 0)).ToArray()).ToList();
            foreach (var row in Reduce(equations, unknown.Count)) Assert.True(row.Count(v => Math.Abs(v) > 1e-9) != 1, "a cell that is left out follows from what is published");
        }
    }

    private static List<double[]> Reduce(List<double[]> rows, int width)
    {
        var rank = 0;
        for (var c = 0; c < width && rank < rows.Count; c++)
        {
            var pivot = Enumerable.Range(rank, rows.Count - rank).FirstOrDefault(r => Math.Abs(rows[r][c]) > 1e-9, -1);
            if (pivot < 0) continue;
            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            var scale = rows[rank][c];
            for (var k = 0; k < width; k++) rows[rank][k] /= scale;
            for (var r = 0; r < rows.Count; r++)
            {
                if (r == rank || Math.Abs(rows[r][c]) < 1e-9) continue;
                var factor = rows[r][c];
                for (var k = 0; k < width; k++) rows[r][k] -= factor * rows[rank][k];
            }
            rank++;
        }
        return [.. rows.Take(rank)];
    }
}
