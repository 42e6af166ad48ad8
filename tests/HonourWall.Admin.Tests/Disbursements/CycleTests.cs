using System.Net;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Disbursements.Snapshots;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static HonourWall.Admin.Tests.Disbursements.PayRoom;

namespace HonourWall.Admin.Tests.Disbursements;

/// <summary>A cycle from the draft to the last payment: who is in it, what is held, what moves are legal.</summary>
public class CycleTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_cycle_is_frozen_reviewed_approved_sent_and_settled(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind);
        var cycle = await pay.ApprovedAsync();
        Assert.Equal(Money.Parse("4000"), await pay.CommittedAsync());
        Must(await pay.MakeFilesAsync(cycle));
        var file = Assert.Single(await pay.FilesAsync(cycle));
        Assert.Equal((8, 4000_00), (file.Count, file.TotalFen));
        Must(await pay.ReturnAsync(file));
        Assert.All(await pay.RowsAsync(cycle), row => Assert.Equal(DisbursementState.Paid, row.State));
        Must(await pay.InAsync(pay.Clerk, db => pay.Cycles.CloseAsync(db, cycle.Id, default)));
        Assert.Equal(CycleState.Closed, (await pay.NowAsync(cycle)).State);
        Assert.Equal(Money.Parse("4000"), await pay.CommittedAsync());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_cycle_is_paid_from_a_budget_of_its_own_organisation_or_of_one_above(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (city, first, second, _) = await server.Room.GrowTreeAsync();
        await using var pay = await OverAsync(server.Room, first, persons: 1);
        var (clerk, confirms) = (await pay.StaffAsync(city, "city-clerk", Role.Clerk), await pay.StaffAsync(city, "city-second", Role.SecondReviewer));
        var (above, beside) = (await pay.BudgetAsync(city, clerk, confirms, "1000"), await pay.BudgetAsync(second, clerk, confirms, "1000"));
        var browser = await server.SignInAsync(city, Role.Clerk);
        Task<HttpResponseMessage> SaveAsync(string address, Budget budget) => browser.PostAsync(address, ("organisation", first.Id.ToString()), ("programme", "Festival"), ("year", "2026"), ("purpose", "春节"), ("pay-on", "2026-03-10"), ("budget", budget.Id.ToString()), ("basis", "测试文号 9"), ("amount", "500"));
        Assert.Contains("另一个组织的预算", await (await SaveAsync("/cycles/new", beside)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var made = (await SaveAsync("/cycles/new", above)).Headers.Location!.OriginalString.Split('?')[0];
        Assert.Contains("另一个组织的预算", await (await SaveAsync(made + "/edit", beside)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(made + "/edit", pay.Budget)).StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_page_says_what_is_left_to_do_before_a_cycle_can_be_settled(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        await using var pay = await OverAsync(server.Room, first, persons: 5);
        var browser = await server.SignInAsync(first, Role.Clerk);
        var cycle = await pay.ApprovedAsync();
        Must(await pay.MakeFilesAsync(cycle));
        var (page, settle) = ($"/cycles/{cycle.Id}", $"/cycles/{cycle.Id}/close");
        var waiting = await browser.ReadAsync(page);
        Assert.Contains("没有回盘 5 笔", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain(settle, waiting, StringComparison.Ordinal);
        Must(await pay.ReturnAsync((await pay.FilesAsync(cycle))[0], 2));
        var failed = await browser.ReadAsync(page);
        Assert.Contains("银行退回的 1 笔", failed, StringComparison.Ordinal);
        Assert.DoesNotContain(settle, failed, StringComparison.Ordinal);
        Must(await pay.InAsync(pay.First, db => pay.Payments.StopAsync(db, pay.RowsAsync(cycle).Result[1].Id, "帐号已销户", default)));
        Assert.Contains(settle, await browser.ReadAsync(page), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whom_the_rules_give_nothing_is_left_out_and_who_cannot_be_paid_is_held_with_the_reason(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 2);
        await using (var db = pay.Room.Everything())
        {
            pay.Add(db, pay.District, 11, form => form with { Honours = "首都劳动奖章 2010" });
            pay.Add(db, pay.District, 12, form => form with { Status = "去世" });
            pay.Add(db, pay.District, 13, form => form with { BankCard = "" });
            pay.Add(db, pay.District, 14, form => form with { IdNumberText = "" });
            pay.Add(db, pay.District, 15, form => form with { Name = "测|试" });
            // Of an older database: no other one takes a number in twice.
            pay.Add(db, pay.District, 16, form => form with { IdNumberText = IdNumberOf(1) }).IsDouble = true;
            // Another entry of the same human is dead, in a district that this one does not see.
            pay.Add(db, pay.District, 17);
            pay.Add(db, pay.Other, 18, form => form with { IdNumberText = IdNumberOf(17), Status = "去世" });
            pay.Add(db, pay.Other, 19);
            await db.SaveChangesAsync();
        }
        var cycle = await pay.DraftAsync();
        Must(await pay.FreezeAsync(cycle));
        var rows = await pay.RowsAsync(cycle);
        Assert.Equal(["测试00001", "测试00002"], rows.Where(r => r.State == DisbursementState.Ready).Select(r => r.Name));
        Assert.Equal([Hold.NoAccount, Hold.NoIdNumber, Hold.UnfitName, Hold.Duplicate, Hold.Deceased], rows.Where(r => r.Hold is not null).OrderBy(r => r.Name == "测|试" ? "测试00015" : r.Name, StringComparer.Ordinal).Select(r => r.Hold ?? default));
        var now = await pay.NowAsync(cycle);
        Assert.Equal((9, 2, 2, 1000_00), (now.ExaminedCount, now.RefusedCount, now.Count, now.TotalFen));
        Assert.Equal([1, 1], Refusal.Read(now.Refusals).Select(r => r.Count));
        foreach (var reason in (string[])["没有在当日有效的全国劳模", "状态为「去世」"]) Assert.Contains(Refusal.Read(now.Refusals), r => r.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_cycle_with_nobody_in_it_is_not_frozen_and_says_why(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 0);
        var cycle = await pay.DraftAsync();
        Assert.Contains("没有可发放的人，没有冻结：查看了 0 人", await pay.FreezeAsync(cycle), StringComparison.Ordinal);
        await using (var db = pay.Room.Everything())
        {
            pay.Add(db, pay.District, 1, form => form with { Status = "去世" });
            await db.SaveChangesAsync();
        }
        Assert.Contains("不符合规则 1（最多的原因：劳模本人状态为「去世」", await pay.FreezeAsync(cycle), StringComparison.Ordinal);
        Assert.Equal(CycleState.Draft, (await pay.NowAsync(cycle)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Below_a_line_the_difference_is_paid_up_to_the_cap_and_an_unknown_income_is_held(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 0);
        await using (var db = pay.Room.Everything())
        {
            foreach (var (serial, income) in ((int, string)[])[(1, "1000"), (2, "2100.50元"), (3, "3000"), (4, "不详"), (5, "2999.99")]) pay.Add(db, pay.District, serial, form => form with { Income = income, Honours = "北京市劳动模范 2015" });
            await db.SaveChangesAsync();
        }
        var cycle = await pay.DraftAsync(Programme.Hardship);
        Must(await pay.FreezeAsync(cycle));
        Assert.Equal([("测试00001", 1500_00L, null), ("测试00002", 899_50L, null), ("测试00004", 0L, Hold.NoIncome), ("测试00005", 1L, (Hold?)null)], (await pay.RowsAsync(cycle)).Select(r => (r.Name, r.AmountFen, r.Hold)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_illegal_move_of_a_cycle_is_refused_and_changes_nothing(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 5);
        var tried = 0;
        foreach (var state in Enum.GetValues<CycleState>())
        {
            var cycle = await AtAsync(pay, state);
            var before = await pay.CommittedAsync();
            foreach (var move in Enum.GetValues<CycleMove>().Where(move => CycleMoves.Next(state, move) is null))
            {
                Assert.NotNull(await DoAsync(pay, cycle, move));
                Assert.Equal((state, before), ((await pay.NowAsync(cycle)).State, await pay.CommittedAsync()));
                tried++;
            }
            await FreeAsync(pay);
        }
        Assert.Equal(7 * 7 - 12, tried);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_illegal_move_of_a_payment_is_refused_and_changes_nothing(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 5);
        foreach (var state in Enum.GetValues<DisbursementState>())
        {
            var cycle = await AtAsync(pay, state is DisbursementState.Ready or DisbursementState.Held ? CycleState.Frozen : state is DisbursementState.Stopped ? CycleState.Cancelled : CycleState.Paying);
            var row = (await pay.RowsAsync(cycle))[0];
            if (state is DisbursementState.Paid or DisbursementState.Failed or DisbursementState.Approved) Must(await pay.ReturnAsync((await pay.FilesAsync(cycle))[0], state == DisbursementState.Paid ? [] : [1]));
            if (state == DisbursementState.Approved) Must(await pay.InAsync(pay.Clerk, db => pay.Payments.ResendAsync(db, row.Id, default)));
            if (state == DisbursementState.Held) await DieAsync(pay, row.PersonId);
            Assert.Equal(state, (await pay.RowsAsync(cycle))[0].State);
            if (DisbursementMoves.Next(state, DisbursementMove.Resend) is null) Assert.NotNull(await pay.InAsync(pay.Clerk, db => pay.Payments.ResendAsync(db, row.Id, default)));
            if (DisbursementMoves.Next(state, DisbursementMove.Stop) is null) Assert.NotNull(await pay.InAsync(pay.First, db => pay.Payments.StopAsync(db, row.Id, "测试停发", default)));
            if (DisbursementMoves.Next(state, DisbursementMove.Hold) is null && state != DisbursementState.Held)
            {
                await DieAsync(pay, row.PersonId);
                await LiveAsync(pay, row.PersonId);
            }
            Assert.Equal(state, (await pay.RowsAsync(cycle))[0].State);
            await LiveAsync(pay, row.PersonId);
            await FreeAsync(pay);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_new_version_of_the_rules_says_which_cycles_it_would_change_and_changes_none(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 6);
        var may = await pay.ApprovedAsync(purpose: "五一");
        var spring = await pay.ApprovedAsync();
        var gift = await pay.ApprovedAsync(Programme.SpringGift, amount: "1000");
        var draft = await pay.DraftAsync(purpose: "十一");
        var (before, after) = (Rules.RuleRoom.Shipped, Rules.RuleRoom.Read(Rules.RuleRoom.Changed("festival-payments.yaml", "is: [春节, 五一, 十一]", "is: [春节]")));
        await using var db = pay.As(pay.Clerk);
        var found = await new HonourWall.Admin.Rules.Releases.CycleEffect(pay.Room.Vault).FindAsync(db, before, after, default);
        Assert.Equal([(draft.Id, 0, 0), (spring.Id, 6, 6), (may.Id, 6, 6)], found.Select(c => (c.Cycle.Id, c.Looked, c.Changed)).OrderBy(c => c.Looked).ThenBy(c => c.Id == may.Id));
        Assert.DoesNotContain(found, c => c.Cycle.Id == gift.Id);
        Assert.Empty(await new HonourWall.Admin.Rules.Releases.CycleEffect(pay.Room.Vault).FindAsync(db, before, before, default));
        Assert.All(await pay.RowsAsync(may), row => Assert.Equal(DisbursementState.Approved, row.State));
        await using var other = pay.As(await pay.StaffAsync(pay.Other, "other", Role.Reader));
        Assert.Empty(await new HonourWall.Admin.Rules.Releases.CycleEffect(pay.Room.Vault).FindAsync(other, before, after, default));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_returned_cycle_frees_its_people_and_can_be_frozen_again(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 5);
        var cycle = await pay.DraftAsync();
        Must(await pay.FreezeAsync(cycle));
        Must(await pay.InAsync(pay.First, db => pay.Cycles.ReturnAsync(db, cycle.Id, "金额写错了", default)));
        Assert.Empty(await pay.RowsAsync(cycle));
        Must(await pay.FreezeAsync(cycle));
        Must(await pay.ReviewAsync(cycle));
        Assert.Equal(5, (await pay.NowAsync(cycle)).Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_decision_about_another_sum_than_the_page_showed_is_refused(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 5);
        var cycle = await pay.DraftAsync();
        Must(await pay.FreezeAsync(cycle));
        Assert.NotNull(await pay.InAsync(pay.First, db => pay.Cycles.ReviewAsync(db, cycle.Id, Money.Parse("1"), default)));
        Must(await pay.ReviewAsync(cycle));
        Assert.NotNull(await pay.InAsync(pay.Second, db => pay.Cycles.ApproveAsync(db, cycle.Id, Money.Parse("2499.99"), default)));
        Assert.Equal(CycleState.Reviewed, (await pay.NowAsync(cycle)).State);
    }

    internal static async Task DieAsync(PayRoom pay, Guid person, PersonStatus status = PersonStatus.Deceased)
    {
        await using var db = pay.As(pay.Clerk);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var dead = await db.Persons.SingleAsync(p => p.Id == person);
        dead.Status = status;
        await pay.Holds.StopAtOnceAsync(db, dead, default);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private static async Task LiveAsync(PayRoom pay, Guid person)
    {
        await using var db = pay.Room.Everything();
        (await db.Persons.SingleAsync(p => p.Id == person)).Status = PersonStatus.Working;
        await db.SaveChangesAsync();
    }

    private static async Task<Cycle> AtAsync(PayRoom pay, CycleState state)
    {
        var cycle = await pay.DraftAsync();
        if (state == CycleState.Draft) return cycle;
        Must(await pay.FreezeAsync(cycle));
        if (state == CycleState.Cancelled) Must(await pay.InAsync(pay.Clerk, db => pay.Cycles.CancelAsync(db, cycle.Id, "测试作废", default)));
        if (state is CycleState.Frozen or CycleState.Cancelled) return cycle;
        Must(await pay.ReviewAsync(cycle));
        if (state == CycleState.Reviewed) return cycle;
        Must(await pay.ApproveAsync(cycle));
        if (state == CycleState.Approved) return cycle;
        Must(await pay.MakeFilesAsync(cycle));
        if (state == CycleState.Paying) return cycle;
        foreach (var file in await pay.FilesAsync(cycle)) Must(await pay.ReturnAsync(file));
        Must(await pay.InAsync(pay.Clerk, db => pay.Cycles.CloseAsync(db, cycle.Id, default)));
        return cycle;
    }

    private static Task<string?> DoAsync(PayRoom pay, Cycle cycle, CycleMove move) => move switch
    {
        CycleMove.Freeze => pay.FreezeAsync(cycle),
        CycleMove.Review => pay.ReviewAsync(cycle),
        CycleMove.Return => pay.InAsync(pay.First, db => pay.Cycles.ReturnAsync(db, cycle.Id, "测试退回", default)),
        CycleMove.Approve => pay.ApproveAsync(cycle),
        CycleMove.MakeFiles => pay.MakeFilesAsync(cycle),
        CycleMove.Close => pay.InAsync(pay.Clerk, db => pay.Cycles.CloseAsync(db, cycle.Id, default)),
        CycleMove.Cancel => pay.InAsync(pay.Clerk, db => pay.Cycles.CancelAsync(db, cycle.Id, "测试作废", default)),
        _ => throw new ArgumentOutOfRangeException(nameof(move)),
    };

    // The people of the last cycle may be paid by the next one of this test.
    private static async Task FreeAsync(PayRoom pay)
    {
        await using var db = pay.Room.Everything();
        await db.Set<Disbursement>().ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DisbursementState.Stopped).SetProperty(d => d.Claim, (string?)null));
        await db.Set<Admin.Budgets.Budget>().ExecuteUpdateAsync(set => set.SetProperty(b => b.CommittedFen, 0));
    }
}
