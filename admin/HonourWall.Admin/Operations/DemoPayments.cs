using HonourWall.Admin.Accounts;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Rules.Releases;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Operations;

/// <summary>Cycles of invented people in several states, made by the same desks and the same four pairs of eyes as real ones.</summary>
public sealed class DemoPayments(Room room)
{
    private readonly IServiceProvider _services = new ServiceCollection()
        .AddSingleton(room.Clock).AddSingleton(room.Ring).AddSingleton(new Vault(room.Ring)).AddSingleton(room.Databases).AddSingleton(room.Audit).AddSingleton<PersonDesk>().AddSingleton<RuleReleases>()
        .AddDisbursements().BuildServiceProvider();

    /// <summary>For one district, whose staff are there: paid but for one, approved, waiting for the first review, a draft.</summary>
    public async Task FillAsync(Organisation district, int number, CancellationToken cancel)
    {
        var (clerk, first, second, payer) = (await StaffAsync("jingban", number, Role.Clerk, cancel), await StaffAsync("chushen", number, Role.FirstReviewer, cancel), await StaffAsync("fushen", number, Role.SecondReviewer, cancel), await StaffAsync("chuna", number, Role.Payer, cancel));
        var year = Beijing.Day(room.Clock.GetUtcNow()).Year;
        var budget = await BudgetAsync(district, clerk, second, year, cancel);
        var desk = _services.GetRequiredService<CycleDesk>();

        var spring = await FreezeAsync(district, clerk, budget, new(district.Id, Programme.Festival, year, "春节", "示例区工发〔示例〕1 号", new(500_00), Money.Zero, Money.Zero, new(year, 2, 1), budget.Id), cancel);
        await ApproveAsync(spring, first, second, cancel);
        await PayAsync(spring, payer, failed: 3, cancel);
        var may = await FreezeAsync(district, clerk, budget, new(district.Id, Programme.Festival, year, "五一", "示例区工发〔示例〕2 号", new(500_00), Money.Zero, Money.Zero, new(year, 4, 28), budget.Id), cancel);
        await ApproveAsync(may, first, second, cancel);
        await FreezeAsync(district, clerk, budget, new(district.Id, Programme.SpringGift, year, Programmes.WholeYear, "示例区工发〔示例〕3 号", new(1000_00), Money.Zero, Money.Zero, new(year, 2, 1), budget.Id), cancel);
        await using var db = room.Databases.Open(clerk);
        await desk.DraftAsync(db, district, budget, new(district.Id, Programme.Hardship, year, Programmes.WholeYear, "示例区工发〔示例〕4 号", Money.Zero, new(3000_00), new(1500_00), new(year, 6, 1), budget.Id), cancel);
    }

    private async Task<Actor> StaffAsync(string login, int number, Role role, CancellationToken cancel)
    {
        await using var db = room.Databases.Open(Actor.System("demo"));
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{login}{number}");
        var account = await db.Accounts.SingleAsync(a => a.Login == name, cancel);
        return Actor.Of(account.Id, account.Login, OrganisationPath.Parse(account.OrganisationPath), [role]);
    }

    private async Task<Budget> BudgetAsync(Organisation district, Actor clerk, Actor second, int year, CancellationToken cancel)
    {
        var (desk, amount) = (_services.GetRequiredService<BudgetDesk>(), new Money(120_000_00));
        await using (var db = room.Databases.Open(clerk)) Must(await desk.AddAsync(db, district, year, BudgetSources.Granted, "示例区财预〔示例〕1 号", amount, cancel));
        await using var confirming = room.Databases.Open(second);
        var budget = await confirming.Set<Budget>().SingleAsync(b => b.OrganisationId == district.Id, cancel);
        Must(await desk.ConfirmAsync(confirming, budget.Id, amount, budget.Basis, cancel));
        return budget;
    }

    private async Task<Cycle> FreezeAsync(Organisation district, Actor clerk, Budget budget, CycleFigures figures, CancellationToken cancel)
    {
        var desk = _services.GetRequiredService<CycleDesk>();
        await using var db = room.Databases.Open(clerk);
        var (cycle, refused) = await desk.DraftAsync(db, district, budget, figures, cancel);
        Must(refused);
        Must(await desk.FreezeAsync(db, cycle?.Id ?? Guid.Empty, cancel));
        return await db.Set<Cycle>().AsNoTracking().SingleAsync(c => c.Id == (cycle == null ? Guid.Empty : cycle.Id), cancel);
    }

    private async Task ApproveAsync(Cycle cycle, Actor first, Actor second, CancellationToken cancel)
    {
        var desk = _services.GetRequiredService<CycleDesk>();
        await using (var db = room.Databases.Open(first)) Must(await desk.ReviewAsync(db, cycle.Id, cycle.Total, cancel));
        await using (var db = room.Databases.Open(second)) Must(await desk.ApproveAsync(db, cycle.Id, cycle.Total, cancel));
    }

    private async Task PayAsync(Cycle cycle, Actor payer, int failed, CancellationToken cancel)
    {
        var (files, returns) = (_services.GetRequiredService<BankFileDesk>(), _services.GetRequiredService<ReturnDesk>());
        await using var db = room.Databases.Open(payer);
        Must(await files.MakeAsync(db, cycle.Id, BankFileAdapters.Get("bank-text"), cycle.Total, cancel));
        var file = await db.Set<BankFile>().AsNoTracking().SingleAsync(f => f.CycleId == cycle.Id, cancel);
        var lines = await files.LinesAsync(db, file, cancel);
        var answer = await returns.KeepAsync(db, file, new(["序号", "帐号", "金额", "结果", "原因"],
            [.. lines.Select(l => (string[])[l.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), l.Account, l.Amount.ToString(), l.Number == failed ? "失败" : "成功", l.Number == failed ? "帐号户名不符" : ""])]), cancel);
        Must((await returns.ApplyAsync(db, answer, sure: null, cancel)).Refused);
    }

    private static void Must(string? refused)
    {
        if (refused is not null) throw new OperationException("演示数据没有建成：" + refused);
    }
}
