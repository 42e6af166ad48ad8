using System.Globalization;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Rules.Releases;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HonourWall.Admin.Tests.Disbursements;

/// <summary>A district with people who may be paid, a budget, and the staff that a payment needs; the steps of a payment as one line each.</summary>
public sealed class PayRoom : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private bool _ownsRoom = true;

    private PayRoom(TestRoom room)
    {
        Room = room;
        _services = new ServiceCollection().AddSingleton<TimeProvider>(room.Clock).AddSingleton(room.Ring).AddSingleton(room.Vault).AddSingleton(room.Audit).AddSingleton(room.Factory).AddSingleton<RuleReleases>().AddSingleton<PersonDesk>().AddDisbursements().BuildServiceProvider();
    }

    public TestRoom Room { get; }

    public Organisation City { get; private set; } = null!; // ! : set by OpenAsync, as all of these

    public Organisation District { get; private set; } = null!;

    public Organisation Other { get; private set; } = null!;

    public Budget Budget { get; private set; } = null!;

    public Actor Clerk { get; private set; } = null!;

    public Actor First { get; private set; } = null!;

    public Actor Second { get; private set; } = null!;

    public Actor Payer { get; private set; } = null!;

    public CycleDesk Cycles => _services.GetRequiredService<CycleDesk>();

    public DisbursementDesk Payments => _services.GetRequiredService<DisbursementDesk>();

    public BankFileDesk Files => _services.GetRequiredService<BankFileDesk>();

    public ReturnDesk Returns => _services.GetRequiredService<ReturnDesk>();

    public BudgetDesk Budgets => _services.GetRequiredService<BudgetDesk>();

    public HoldDesk Holds => _services.GetRequiredService<HoldDesk>();

    public PersonDesk Persons => _services.GetRequiredService<PersonDesk>();

    public static async Task<PayRoom> OpenAsync(DatabaseKind kind, int persons = 8, string budget = "1000000")
    {
        var room = new PayRoom(await TestRoom.OpenAsync(kind));
        await room._services.GetRequiredService<RuleReleases>().SeedAsync();
        (room.City, room.District, room.Other, _) = await room.Room.GrowTreeAsync();
        await room.FillAsync(persons, budget);
        return room;
    }

    private async Task FillAsync(int persons, string budget)
    {
        (Clerk, First, Second, Payer) = (await StaffAsync(District, "clerk", Role.Clerk), await StaffAsync(District, "first", Role.FirstReviewer), await StaffAsync(District, "second", Role.SecondReviewer), await StaffAsync(District, "payer", Role.Payer));
        Budget = await BudgetAsync(District, Clerk, Second, budget);
        await PersonsAsync(District, persons);
    }

    /// <summary>The same in a room that somebody else owns.</summary>
    public static async Task<PayRoom> OverAsync(TestRoom owned, Organisation district, int persons = 8, string budget = "1000000")
    {
        var room = new PayRoom(owned) { _ownsRoom = false, District = district };
        await room._services.GetRequiredService<RuleReleases>().SeedAsync();
        await room.FillAsync(persons, budget);
        return room;
    }

    public AdminDb As(Actor actor) => Room.Factory.Open(actor);

    public async Task<Actor> StaffAsync(Organisation organisation, string login, params Role[] roles)
    {
        await using var db = Room.Everything();
        var account = new Account { Login = login, DisplayName = login, StaffNumber = "工号" + login, Kind = AccountKind.Business, OrganisationId = organisation.Id, OrganisationPath = organisation.OrganisationPath, CreatedAt = Room.Clock.Now };
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        return Actor.Of(account.Id, login, organisation.Path, roles);
    }

    public async Task<Budget> BudgetAsync(Organisation organisation, Actor proposer, Actor confirmer, string amount, string source = BudgetSources.Granted)
    {
        await using (var db = As(proposer)) Must(await Budgets.AddAsync(db, organisation, 2026, source, "测试文号 1", Money.Parse(amount), default));
        await using var second = As(confirmer);
        var budget = await second.Set<Budget>().SingleAsync(b => b.OrganisationId == organisation.Id && b.Source == source);
        Must(await Budgets.ConfirmAsync(second, budget.Id, Money.Parse(amount), "测试文号 1", default));
        return budget;
    }

    public async Task PersonsAsync(Organisation organisation, int count, int from = 1)
    {
        await using var db = Room.Everything();
        for (var i = from; i < from + count; i++) Add(db, organisation, i);
        await db.SaveChangesAsync();
    }

    /// <summary>An invented person whom the national honour entitles to everything.</summary>
    public Person Add(AdminDb db, Organisation organisation, int serial, Func<PersonForm, PersonForm>? change = null)
    {
        var form = new PersonForm
        {
            Name = "测试" + serial.ToString("D5", CultureInfo.InvariantCulture),
            Status = "在职",
            Unit = "示例公司",
            IdNumberText = IdNumberOf(serial),
            BankCard = CardOf(serial),
            Honours = "全国劳动模范 2010",
            Income = "1000",
        };
        return Persons.Add(db, organisation, change is null ? form : change(form));
    }

    public static string IdNumberOf(int serial)
    {
        var head = "999999" + new DateOnly(1940, 1, 1).AddDays(serial / 1000).ToString("yyyyMMdd", CultureInfo.InvariantCulture) + (serial % 1000).ToString("D3", CultureInfo.InvariantCulture);
        return head + IdNumber.CheckCharacter(head);
    }

    public static string CardOf(int serial)
    {
        var head = "999999" + serial.ToString("D9", CultureInfo.InvariantCulture);
        return head + "0123456789".First(check => PersonForm.RefuseCard(head + check) is null);
    }

    public async Task<Cycle> DraftAsync(Programme programme = Programme.Festival, string purpose = "春节", string amount = "500", Organisation? organisation = null, Actor? author = null, Budget? budget = null, string line = "3000", string cap = "1500", int year = 2026)
    {
        await using var db = As(author ?? Clerk);
        var below = programme.IsBelowLine();
        var figures = new CycleFigures((organisation ?? District).Id, programme, year, programme.Purposes().Count == 1 ? Programmes.WholeYear : purpose, "测试文号 2", below || programme == Programme.Applications ? Money.Zero : Money.Parse(amount), below ? Money.Parse(line) : Money.Zero, below ? Money.Parse(cap) : Money.Zero, new(year, 3, 10), (budget ?? Budget).Id);
        var (cycle, refused) = await Cycles.DraftAsync(db, organisation ?? District, budget ?? Budget, figures, default);
        return cycle ?? throw new InvalidOperationException(refused);
    }

    public async Task<string?> FreezeAsync(Cycle cycle, Actor? actor = null) => await InAsync(actor ?? Clerk, db => Cycles.FreezeAsync(db, cycle.Id, default));

    public async Task<string?> ReviewAsync(Cycle cycle, Actor? actor = null) => await InAsync(actor ?? First, async db => await Cycles.ReviewAsync(db, cycle.Id, await SumAsync(cycle, DisbursementState.Ready), default));

    public async Task<string?> ApproveAsync(Cycle cycle, Actor? actor = null) => await InAsync(actor ?? Second, async db => await Cycles.ApproveAsync(db, cycle.Id, await SumAsync(cycle, DisbursementState.Ready), default));

    public async Task<string?> MakeFilesAsync(Cycle cycle, string adapter = "bank-text", Actor? actor = null) => await InAsync(actor ?? Payer, async db => await Files.MakeAsync(db, cycle.Id, BankFileAdapters.Get(adapter), await SumAsync(cycle, DisbursementState.Approved), default));

    public async Task<Cycle> ApprovedAsync(Programme programme = Programme.Festival, string purpose = "春节", string amount = "500")
    {
        var cycle = await DraftAsync(programme, purpose, amount);
        Must(await FreezeAsync(cycle));
        Must(await ReviewAsync(cycle));
        Must(await ApproveAsync(cycle));
        return cycle;
    }

    public async Task<Money> SumAsync(Cycle cycle, DisbursementState state)
    {
        await using var db = Room.Everything();
        return new(await db.Set<Disbursement>().Where(d => d.CycleId == cycle.Id && d.State == state).SumAsync(d => d.AmountFen));
    }

    public async Task<List<Disbursement>> RowsAsync(Cycle cycle)
    {
        await using var db = Room.Everything();
        return await db.Set<Disbursement>().Where(d => d.CycleId == cycle.Id).OrderBy(d => d.RowNumber).ToListAsync();
    }

    public async Task<Cycle> NowAsync(Cycle cycle)
    {
        await using var db = Room.Everything();
        return await db.Set<Cycle>().SingleAsync(c => c.Id == cycle.Id);
    }

    public async Task<Money> CommittedAsync()
    {
        await using var db = Room.Everything();
        return new((await db.Set<Budget>().SingleAsync(b => b.Id == Budget.Id)).CommittedFen);
    }

    public async Task<List<BankFile>> FilesAsync(Cycle cycle)
    {
        await using var db = Room.Everything();
        return await db.Set<BankFile>().Where(f => f.CycleId == cycle.Id).OrderBy(f => f.Number).ToListAsync();
    }

    /// <summary>The bank's answer to a file: these rows failed, the others went through.</summary>
    public Task<string?> ReturnAsync(BankFile file, params int[] failed) => ReturnAsync(file, sure: true, failed);

    /// <param name="sure">Also when it may be the answer to another file.</param>
    public Task<string?> ReturnAsync(BankFile file, bool sure, params int[] failed) => ReturnAsync(file, Payer, sure, failed);

    public async Task<string?> ReturnAsync(BankFile file, Actor payer, bool sure = true, params int[] failed)
    {
        await using var db = As(payer);
        var lines = await Files.LinesAsync(db, file, default);
        var table = new Admin.Tables.Table(["序号", "帐号", "金额", "结果", "原因"], [.. lines.Select(l => (string[])[l.Number.ToString(CultureInfo.InvariantCulture), l.Account, l.Amount.ToString(), failed.Contains(l.Number) ? "失败" : "成功", failed.Contains(l.Number) ? "帐号户名不符" : ""])]);
        var id = await Returns.KeepAsync(db, file, table, default);
        var doubt = sure ? (await Returns.FindAsync(db, id, default))?.Plan.Doubt?.Code : null;
        return (await Returns.ApplyAsync(db, id, doubt, default)).Refused;
    }

    public async Task<string?> InAsync(Actor actor, Func<AdminDb, Task<string?>> act)
    {
        await using var db = As(actor);
        return await act(db);
    }

    public static void Must(string? refused)
    {
        if (refused is not null) throw new InvalidOperationException(refused);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_ownsRoom) await Room.DisposeAsync();
    }
}
