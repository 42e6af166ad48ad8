using System.Collections.Immutable;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Statistics;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
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

    /// <summary>A newspaper's 人数 are people, not entries: whoever stands in two organisations is told by the ID number, and nobody learns of entries out of their sight.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_stands_in_two_organisations_and_was_paid_by_both_counts_once_where_both_are_seen(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 6);
        // Nobody pays one human twice for one purpose: the first entry was here in spring, the second one is there in May.
        await PaidAsync(pay, pay.District, await pay.StaffAsync(pay.District, "clerk1", Role.Clerk), "春节");
        await pay.PersonsAsync(pay.Other, 8, from: 6);
        var budget = await pay.BudgetAsync(pay.Other, await pay.StaffAsync(pay.Other, "clerk2", Role.Clerk), await pay.StaffAsync(pay.Other, "second2", Role.SecondReviewer), "100000");
        await PaidAsync(pay, pay.Other, await pay.StaffAsync(pay.Other, "clerk3", Role.Clerk), "五一", budget);
        async Task<StatisticsCell?> TotalAsync(Organisation organisation, int row)
        {
            await using var db = pay.As(Actor.Of(Guid.NewGuid(), "reader", organisation.Path, [Role.Reader]));
            return (await PaymentStatistics.ReadAsync(db, 2026, 5, default)).Cells[row][5];
        }
        foreach (var row in (int[])[0, 1])
        {
            Assert.Equal(new StatisticsCell(6, 6, Money.Parse("3000")), await TotalAsync(pay.District, row));
            Assert.Equal(new StatisticsCell(8, 8, Money.Parse("4000")), await TotalAsync(pay.Other, row));
            Assert.Equal(new StatisticsCell(13, 14, Money.Parse("7000")), await TotalAsync(pay.City, row));
        }
        // Merged by the city, and the same.
        await using (var db = pay.Room.Everything())
        {
            var entries = await db.Persons.Include(p => p.Honours).Where(p => p.Name == "测试00006").OrderBy(p => p.OrganisationPath).ToListAsync(TestContext.Current.CancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            Must(await pay.Persons.MergeAsync(db, entries[0], entries[1], default));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(new StatisticsCell(13, 14, Money.Parse("7000")), await TotalAsync(pay.City, 0));
    }

    [Fact]
    public void What_is_published_of_any_year_and_any_five_is_the_same_whatever_the_small_counts_are()
    {
        var random = new Random(20260302);
        for (var round = 0; round < 300; round++)
        {
            var (kinds, years) = (random.Next(1, 6), random.Next(5, 9));
            int Count() => random.Next(4) switch { 0 => 0, 1 => random.Next(1, 5), 2 => random.Next(5, 30), _ => random.Next(30, 5000) };
            var counts = Enumerable.Range(0, kinds).Select(_ => Enumerable.Range(0, years).Select(_ => Count()).ToArray()).ToArray();
            var others = counts.Select(row => row.Select(count => count is > 0 and < 5 ? random.Next(1, 5) : count).ToArray()).ToArray();
            Assert.Equal(Published(counts), Published(others));
            foreach (var line in Published(counts)) Assert.DoesNotContain(line.Split(' '), figure => int.TryParse(figure, out var persons) && persons is > 0 and < 5);
        }
    }

    [Fact]
    public void Two_kinds_of_known_amounts_do_not_follow_from_a_printed_total()
    {
        // 3 fires at 2,000 beside 5 deaths at 3,000: 8 payments of 21,000 together would say that there were 3 and 5.
        var table = Table([[3], [5]], 2025).ForPublication();
        Assert.Equal([true, false, true], table.Cells.Select(row => row[0] is null));
    }

    [Fact]
    public void A_total_is_left_out_with_what_it_contains_and_a_year_lacks_the_same_cells_in_every_table()
    {
        var five = SmallCounts.Hide([[3, 9, 9, 9, 9, 39], [7, 9, 9, 9, 9, 43], [8, 2, 9, 9, 9, 37], [18, 20, 27, 27, 27, 119]]);
        var one = SmallCounts.Hide([[3, 3], [7, 7], [8, 8], [18, 18]]);
        Assert.Equal(one.Select(row => row[0]), five.Select(row => row[0]));
        Assert.Equal([true, false, false, true], one.Select(row => row[0]));
        Assert.Equal([true, false, true, true], five.Select(row => row[^1]));
    }

    [Fact]
    public void A_table_without_small_counts_is_published_whole() =>
        Assert.DoesNotContain(true, SmallCounts.Hide([[5, 10, 15], [20, 0, 20], [25, 10, 35]]).SelectMany(row => row));

    private static async Task PaidAsync(PayRoom pay, Organisation organisation, Actor clerk, string purpose, Budget? budget = null)
    {
        var staff = new List<Actor>();
        foreach (var role in (Role[])[Role.FirstReviewer, Role.SecondReviewer, Role.Payer]) staff.Add(await pay.StaffAsync(organisation, $"{role}{organisation.OrganisationPath}", role));
        var cycle = await pay.DraftAsync(purpose: purpose, organisation: organisation, author: clerk, budget: budget);
        Must(await pay.FreezeAsync(cycle, clerk));
        Must(await pay.ReviewAsync(cycle, staff[0]));
        Must(await pay.ApproveAsync(cycle, staff[1]));
        Must(await pay.MakeFilesAsync(cycle, actor: staff[2]));
        Must(await pay.ReturnAsync((await pay.FilesAsync(cycle))[0], staff[2]));
    }

    // All tables of one year and of five years, as they are printed: persons, times, amount.
    private static List<string> Published(int[][] counts)
    {
        var years = counts[0].Length;
        return [.. Enumerable.Range(0, years).Select(year => (From: year, Length: 1)).Concat(Enumerable.Range(0, years - 4).Select(from => (From: from, Length: 5)))
            .SelectMany(window => Table([.. counts.Select(row => row[window.From..(window.From + window.Length)])], 2020 + window.From).ForPublication().Cells)
            .Select(row => string.Join(" | ", row.Select(cell => cell is null ? "—" : $"{cell.Persons} {cell.Visits}x {cell.Amount}")))];
    }

    // Each kind has its own known amount and its own number of payments a person.
    private static StatisticsTable Table(int[][] counts, int from)
    {
        StatisticsCell Cell(int kind, int persons) => new(persons, persons * (kind % 3 + 1), new Money(persons * (kind + 2) * 1000_00L));
        StatisticsCell Sum(IEnumerable<StatisticsCell> cells) => cells.Aggregate(StatisticsCell.None, (sum, cell) => new(sum.Persons + cell.Persons, sum.Visits + cell.Visits, sum.Amount + cell.Amount));
        var rows = counts.Select((row, kind) => row.Select(persons => Cell(kind, persons)).ToList()).ToList();
        rows.Add([.. Enumerable.Range(0, counts[0].Length).Select(year => Sum(rows.Select(row => row[year])))]);
        return new([.. counts.Select((_, kind) => $"种类{kind}")], [.. Enumerable.Range(from, counts[0].Length)], [.. rows.Select(row => row.Append(Sum(row)).Cast<StatisticsCell?>().ToImmutableArray())]);
    }
}
