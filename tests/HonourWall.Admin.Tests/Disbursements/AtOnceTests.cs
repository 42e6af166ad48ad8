using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static HonourWall.Admin.Tests.Disbursements.PayRoom;

namespace HonourWall.Admin.Tests.Disbursements;

/// <summary>Two sessions at once, and the finger that clicks twice.</summary>
public class AtOnceTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_step_that_is_pressed_several_times_at_once_happens_once(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 12);
        var cycle = await pay.DraftAsync();
        await OnceAsync(() => pay.FreezeAsync(cycle));
        Assert.Equal(12, (await pay.RowsAsync(cycle)).Count);
        await OnceAsync(() => pay.ReviewAsync(cycle));
        await OnceAsync(() => pay.ApproveAsync(cycle));
        Assert.Equal(Money.Parse("6000"), await pay.CommittedAsync());
        await OnceAsync(() => pay.MakeFilesAsync(cycle));
        var file = Assert.Single(await pay.FilesAsync(cycle));
        // The same answer of the bank, uploaded by three.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => pay.ReturnAsync(file, 3))));
        Assert.Equal((11, 1), ((await pay.RowsAsync(cycle)).Count(r => r.State == DisbursementState.Paid), (await pay.RowsAsync(cycle)).Count(r => r.State == DisbursementState.Failed)));
        var failed = (await pay.RowsAsync(cycle)).Single(r => r.State == DisbursementState.Failed);
        await OnceAsync(() => pay.InAsync(pay.Clerk, db => pay.Payments.ResendAsync(db, failed.Id, default)));
        Assert.Equal(2, (await pay.RowsAsync(cycle)).Max(r => r.Attempt));
        await OnceAsync(() => pay.MakeFilesAsync(cycle, "single-transfers"));
        await OnceAsync(() => pay.InAsync(pay.First, db => pay.Payments.StopAsync(db, failed.Id, "测试停发", default)), atMost: 0);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_cycles_for_the_same_people_frozen_at_once_pay_them_once(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 30);
        var (one, two) = (await pay.DraftAsync(), await pay.DraftAsync());
        await Task.WhenAll(Task.Run(() => pay.FreezeAsync(one)), Task.Run(() => pay.FreezeAsync(two)));
        var refused = new List<string>();
        foreach (var cycle in (Cycle[])[one, two])
            if ((await pay.NowAsync(cycle)).State == CycleState.Draft && await pay.FreezeAsync(cycle) is { } why) refused.Add(why);
        Assert.Contains("已在别的批次 30", Assert.Single(refused), StringComparison.Ordinal);
        Assert.Equal(30, (await pay.RowsAsync(one)).Count + (await pay.RowsAsync(two)).Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_answer_entered_for_two_cycles_at_once_is_known_again_by_the_second(DatabaseKind kind)
    {
        for (var round = 0; round < 3; round++)
        {
            await using var pay = await OpenAsync(kind, persons: 6);
            var files = new List<BankFile>();
            foreach (var cycle in (Cycle[])[await pay.ApprovedAsync(), await pay.ApprovedAsync(purpose: "五一")])
            {
                Must(await pay.MakeFilesAsync(cycle));
                files.Add((await pay.FilesAsync(cycle))[0]);
            }
            var answer = new Admin.Tables.Table(["序号", "姓名", "金额", "结果"], [.. Enumerable.Range(1, 6).Select(n => (string[])[$"{n}", $"测试{n:D5}", "500.00", n < 3 ? "失败" : "成功"])]);
            await using var payer = pay.As(pay.Payer);
            var returns = new List<Guid>();
            foreach (var file in files) returns.Add(await pay.Returns.KeepAsync(payer, file, answer, default));
            // Both had been asked whether it is not the answer to the other one, and had said so.
            var said = await Task.WhenAll(returns.Select(id => Task.Run(() => pay.InAsync(pay.Payer, async db => (await pay.Returns.ApplyAsync(db, id, ReturnDoubt.Fits, default)).Refused))));
            Assert.Contains("传错了文件", Assert.Single(said, refused => refused is not null), StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_levels_that_freeze_at_once_pay_a_person_once(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 20);
        var clerk = await pay.StaffAsync(pay.City, "city-clerk", Role.Clerk);
        var second = await pay.StaffAsync(pay.City, "city-second", Role.SecondReviewer);
        var budget = await pay.BudgetAsync(pay.City, clerk, second, "1000000");
        var (own, city) = (await pay.DraftAsync(), await pay.DraftAsync(organisation: pay.City, author: clerk, budget: budget));
        await Task.WhenAll(Task.Run(() => pay.FreezeAsync(own)), Task.Run(() => pay.FreezeAsync(city, clerk)));
        // The city sees the district's cycle and has nobody left; the district sees rows that a stranger pays.
        if ((await pay.NowAsync(own)).State == CycleState.Draft) Must(await pay.FreezeAsync(own));
        if ((await pay.NowAsync(city)).State == CycleState.Draft) Assert.Contains("已在别的批次 20", await pay.FreezeAsync(city, clerk), StringComparison.Ordinal);
        var rows = (await pay.RowsAsync(own)).Concat(await pay.RowsAsync(city)).ToList();
        Assert.Equal(20, rows.Count(r => r.State == DisbursementState.Ready));
        Assert.All(rows.Where(r => r.State != DisbursementState.Ready), r => Assert.Equal(Hold.PaidElsewhere, r.Hold));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_budget_for_one_of_two_cycles_approved_at_once_pays_one(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 10, budget: "6000");
        var cycles = new List<Cycle>();
        foreach (var purpose in (string[])["春节", "五一", "十一"])
        {
            var cycle = await pay.DraftAsync(purpose: purpose);
            Must(await pay.FreezeAsync(cycle));
            Must(await pay.ReviewAsync(cycle));
            cycles.Add(cycle);
        }
        var answers = await Task.WhenAll(cycles.Select(cycle => Task.Run(() => pay.ApproveAsync(cycle))));
        Assert.Single(answers, answer => answer is null);
        Assert.Equal(Money.Parse("5000"), await pay.CommittedAsync());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_death_entered_while_the_file_is_being_made_leaves_the_books_in_order(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 12);
        foreach (var purpose in (string[])["春节", "五一", "十一"])
        {
            var cycle = await pay.ApprovedAsync(purpose: purpose);
            var dead = (await pay.RowsAsync(cycle))[^1].PersonId;
            var file = Task.Run(() => pay.MakeFilesAsync(cycle));
            var death = Task.Run(async () => await Record.ExceptionAsync(() => CycleTests.DieAsync(pay, dead)));
            await Task.WhenAll(file, death);
            if (await file is not null) Must(await pay.MakeFilesAsync(cycle));
            var rows = await pay.RowsAsync(cycle);
            Assert.DoesNotContain(rows, r => r.State == DisbursementState.Approved);
            var sent = rows.Where(r => r.State == DisbursementState.InFile).Aggregate(Money.Zero, (sum, r) => sum + r.Amount);
            Assert.Equal(sent, new Money((await pay.FilesAsync(cycle)).Sum(f => f.TotalFen)));
        }
        await using var db = pay.Room.Everything();
        var taken = await db.Set<Disbursement>().Where(d => d.State == DisbursementState.InFile).SumAsync(d => d.AmountFen);
        Assert.Equal(new Money(taken), await pay.CommittedAsync());
    }

    // Of four at once, one gets through; the others are told why not.
    private static async Task OnceAsync(Func<Task<string?>> act, int atMost = 1)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(act)));
        Assert.Equal(atMost, answers.Count(answer => answer is null));
    }
}
