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
    public void Every_count_from_one_to_four_is_left_out_and_none_can_be_worked_out_from_the_totals()
    {
        var random = new Random(20260302);
        for (var round = 0; round < 2000; round++)
        {
            var (rows, columns) = (random.Next(1, 6), random.Next(1, 6));
            var inner = Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => random.Next(4) switch { 0 => 0, 1 => random.Next(1, 5), 2 => random.Next(5, 30), _ => random.Next(30, 5000) }).ToList()).ToList();
            foreach (var row in inner) row.Add(row.Sum());
            inner.Add([.. Enumerable.Range(0, columns + 1).Select(c => inner.Sum(row => row[c]))]);
            var counts = inner.Select(row => row.ToImmutableArray()).ToImmutableArray();
            var hidden = SmallCounts.Hide(counts);
            for (var r = 0; r < counts.Length; r++)
                for (var c = 0; c < counts[r].Length; c++) Assert.True(hidden[r][c] || counts[r][c] is 0 or >= 5);
            AssertNothingFollows(hidden);
        }
    }

    [Fact]
    public void A_table_without_small_counts_is_published_whole() =>
        Assert.DoesNotContain(true, SmallCounts.Hide([[5, 10, 15], [20, 0, 20], [25, 10, 35]]).SelectMany(row => row));

    // The attacker: solves what the totals say about the cells that are left out, exactly, and finds none of them fixed.
    private static void AssertNothingFollows(ImmutableArray<ImmutableArray<bool>> hidden)
    {
        var unknown = hidden.SelectMany((row, r) => row.Select((h, c) => (h, r, c))).Where(x => x.h).Select(x => (x.r, x.c)).ToList();
        if (unknown.Count == 0) return;
        var equations = new List<double[]>();
        for (var r = 0; r < hidden.Length; r++) equations.Add([.. unknown.Select(u => u.r == r ? (u.c == hidden[0].Length - 1 ? -1.0 : 1.0) : 0)]);
        for (var c = 0; c < hidden[0].Length; c++) equations.Add([.. unknown.Select(u => u.c == c ? (u.r == hidden.Length - 1 ? -1.0 : 1.0) : 0)]);
        var pivots = Reduce(equations, unknown.Count);
        foreach (var row in pivots) Assert.True(row.Count(v => Math.Abs(v) > 1e-9) != 1, "a cell that is left out follows from the totals");
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
