using System.Globalization;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Data.Migrations;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Rules.Releases;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Tests.Performance;

/// <summary>How much there is in a room.</summary>
/// <param name="Cycle">Persons of the district whose cycle is frozen; the others belong to another district.</param>
/// <param name="Payments">Of five years, those of the frozen cycle among them; a fiftieth of them pays applications.</param>
public sealed record RoomSize(int Persons, int Cycle, int Payments, int Applications, int Organisations, int Accounts, int AuditEntries)
{
    public static RoomSize City { get; } = new(50_000, 13_000, 500_000, 20_000, 2_000, 2_000, 350_000);

    public static RoomSize Sample { get; } = new(400, 120, 1_000, 120, 60, 60, 500);
}

/// <summary>A server over a room of a city's size. What is old lies straight in the tables, sealed as it would be; only what is timed goes its way.</summary>
public sealed class CityRoom : IAsyncDisposable
{
    private static readonly string[] Awards = ["全国劳动模范", "北京市劳动模范", "首都劳动奖章", "全国五一劳动奖章", "北京市先进工作者"];

    private CityRoom(TestServer server, RoomSize size) => (Server, Size) = (server, size);

    public RoomSize Size { get; }

    public TestServer Server { get; }

    public PayRoom Pay { get; private set; } = null!; // ! : set by BuildAsync, as all of these

    public Organisation City { get; private set; } = null!;

    public Organisation District { get; private set; } = null!;

    public Organisation Other { get; private set; } = null!;

    public static async Task<CityRoom> BuildAsync(DatabaseKind kind, RoomSize size)
    {
        var room = new CityRoom(await TestServer.StartAsync(kind), size);
        (room.City, room.District, room.Other, _) = await room.Server.Room.GrowTreeAsync();
        room.Pay = await PayRoom.OverAsync(room.Server.Room, room.District, persons: 0, budget: "100000000");
        await room.AddTreeAsync();
        await room.AddPersonsAsync(room.District, 0, size.Cycle);
        await room.AddPersonsAsync(room.Other, size.Cycle, size.Persons - size.Cycle);
        await room.AddApplicationsAsync();
        await room.AddPaymentsAsync();
        await room.AddAuditAsync();
        await room.AnalyseAsync();
        return room;
    }

    /// <summary>What both databases do by themselves in the course of a day.</summary>
    public Task AnalyseAsync() => InAsync(db => db.Database.ExecuteSqlRawAsync(db.Kind == DatabaseKind.Sqlite ? "ANALYZE" : "VACUUM ANALYZE"));

    public async ValueTask DisposeAsync()
    {
        await Pay.DisposeAsync();
        await Server.DisposeAsync();
    }

    private async Task InAsync(Func<AdminDb, Task> act)
    {
        await using var db = Server.Room.Everything();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await act(db);
    }

    private Task AddTreeAsync() => InAsync(async db =>
    {
        for (var i = 0; i < Size.Organisations; i++)
            db.Organisations.Add(new() { Name = $"示例{i:D4}公司工会", Level = OrganisationLevel.Grassroots, ParentId = Other.Id, OrganisationPath = Other.Path.Child(1000 + i).Value });
        for (var i = 0; i < Size.Accounts; i++)
            db.Accounts.Add(new() { Login = $"many{i:D5}", DisplayName = $"测试{i:D5}", StaffNumber = $"工号{i:D5}", Kind = AccountKind.Business, OrganisationId = Other.Id, OrganisationPath = Other.OrganisationPath, CreatedAt = Server.Room.Clock.Now });
        await db.SaveChangesAsync();
    });

    private async Task AddPersonsAsync(Organisation organisation, int from, int count)
    {
        var (vault, now) = (Server.Room.Vault, Server.Room.Clock.Now);
        for (var at = from; at < from + count; at += 2_000)
        {
            await InAsync(async db =>
            {
                for (var i = at; i < Math.Min(at + 2_000, from + count); i++)
                {
                    var (id, idNumber, card, mobile) = (Guid.CreateVersion7(), PayRoom.IdNumberOf(i), PayRoom.CardOf(i), "100" + i.ToString("D8", CultureInfo.InvariantCulture));
                    db.Persons.Add(new()
                    {
                        Id = id,
                        OrganisationId = organisation.Id,
                        OrganisationPath = organisation.OrganisationPath,
                        Name = "测试" + i.ToString("D5", CultureInfo.InvariantCulture),
                        Status = i % 3 == 0 ? PersonStatus.Retired : PersonStatus.Working,
                        Unit = "示例公司" + (i % 500),
                        IdNumber = vault.Seal(PersonFields.IdNumber, id, idNumber),
                        IdNumberIndex = vault.Index(PersonFields.IdNumber, idNumber),
                        Mobile = vault.Seal(PersonFields.Mobile, id, mobile),
                        MobileIndex = vault.Index(PersonFields.Mobile, mobile),
                        BankCard = vault.Seal(PersonFields.BankCard, id, card),
                        BankCardIndex = vault.Index(PersonFields.BankCard, card),
                        BankCardChangedAt = now,
                        Address = vault.Seal(PersonFields.Address, id, "示例区示例路 1 号院 2 号楼 3 单元 401 室"),
                        CreatedAt = now,
                        UpdatedAt = now,
                    });
                    db.Set<PersonHonour>().Add(new() { PersonId = id, OrganisationPath = organisation.OrganisationPath, Award = "全国劳动模范", Year = 2010 });
                    if (i % 2 == 0) db.Set<PersonHonour>().Add(new() { PersonId = id, OrganisationPath = organisation.OrganisationPath, Award = Awards[1 + i / 2 % (Awards.Length - 1)], Year = 2005 });
                }
                await db.SaveChangesAsync();
            });
        }
    }

    private async Task AddApplicationsAsync()
    {
        var (vault, now) = (Server.Room.Vault, Server.Room.Clock.Now);
        Guid release = default;
        await InAsync(async db => release = await db.Set<RuleRelease>().Select(r => r.Id).SingleAsync());
        var persons = await PersonsAsync();
        for (var at = 0; at < Size.Applications; at += 2_000)
        {
            await InAsync(async db =>
            {
                for (var i = at; i < Math.Min(at + 2_000, Size.Applications); i++)
                {
                    var (id, person, decided) = (Guid.CreateVersion7(), persons[i * 2 % persons.Count], now.AddDays(-i % 1800));
                    var approved = i % 4 != 3;
                    db.Set<Application>().Add(new()
                    {
                        Id = id,
                        Number = $"JZ{decided:yyyyMMdd}-{i:D8}",
                        OrganisationId = person.Path == District.OrganisationPath ? District.Id : Other.Id,
                        OrganisationPath = person.Path,
                        PersonId = person.Id,
                        PersonName = person.Name,
                        BenefitId = i % 2 == 0 ? "serious-illness" : "fire",
                        BenefitTitle = i % 2 == 0 ? "大病救助（本人）" : "火灾救助",
                        State = approved ? ApplicationState.Approved : ApplicationState.Draft,
                        Amount = Money.Parse("2000"),
                        ReleaseId = release,
                        RuleVersion = new('0', 64),
                        Facts = vault.Seal(ApplicationFields.Facts, id, new string('x', 600)),
                        Assessment = vault.Seal(ApplicationFields.Assessment, id, new string('x', 2_500)),
                        AuthorId = Pay.Clerk.AccountId!.Value, // ! : an account's actor
                        FirstReviewerId = approved ? Pay.First.AccountId : null,
                        SecondReviewerId = approved ? Pay.Second.AccountId : null,
                        CreatedAt = decided,
                        UpdatedAt = decided,
                        DecidedAt = approved ? decided : null,
                    });
                }
                await db.SaveChangesAsync();
            });
        }
    }

    private async Task<List<(Guid Id, string Name, string Path)>> PersonsAsync()
    {
        await using var db = Server.Room.Everything();
        return (await db.Persons.OrderBy(p => p.Id).Select(p => new { p.Id, p.Name, p.OrganisationPath }).ToListAsync()).ConvertAll(p => (p.Id, p.Name, p.OrganisationPath));
    }

    // Paid payments of former years, signed like the others; their way there is timed elsewhere.
    private async Task AddPaymentsAsync()
    {
        var persons = await PersonsAsync();
        var count = Size.Payments - Size.Cycle;
        List<(Guid Id, Guid Person)> applications = [];
        await InAsync(async db => applications = (await db.Set<Application>().Where(a => a.State == ApplicationState.Approved).OrderBy(a => a.Id).Take(count / 50).Select(a => new { a.Id, a.PersonId }).ToListAsync()).ConvertAll(a => (a.Id, a.PersonId)));
        var helped = await Pay.DraftAsync(Programme.Applications, year: 2025);
        var byId = persons.ToDictionary(p => p.Id);
        await AddRowsAsync(helped, applications.Select(a => (byId[a.Person], (Guid?)a.Id)));
        for (int done = applications.Count, number = 0; done < count; number++)
        {
            var size = Math.Min(Size.Cycle, count - done);
            var cycle = await Pay.DraftAsync(purpose: ((string[])["春节", "五一", "十一"])[number % 3], year: 2025 - number / 3 % 5);
            await AddRowsAsync(cycle, Enumerable.Range(0, size).Select(i => (persons[(int)(((long)number * Size.Cycle + i) % persons.Count)], (Guid?)null)));
            done += size;
        }
        await InAsync(async db =>
        {
            foreach (var statement in M0006Figures.CountAll) await db.Database.ExecuteSqlRawAsync(statement);
        });
    }

    private async Task AddRowsAsync(Cycle cycle, IEnumerable<((Guid Id, string Name, string Path) Person, Guid? Application)> rows)
    {
        var (vault, number) = (Server.Room.Vault, 0);
        foreach (var chunk in rows.Chunk(2_000))
        {
            await InAsync(async db =>
            {
                foreach (var (person, application) in chunk)
                {
                    var (id, serial) = (Guid.CreateVersion7(), int.Parse(person.Name[2..], CultureInfo.InvariantCulture));
                    db.Set<Disbursement>().Add(new()
                    {
                        Id = id,
                        CycleId = cycle.Id,
                        OrganisationPath = cycle.OrganisationPath,
                        RowNumber = ++number,
                        PersonId = person.Id,
                        ApplicationId = application,
                        Name = person.Name,
                        IdNumber = vault.Seal(Disbursement.IdNumberField, id, PayRoom.IdNumberOf(serial)),
                        PayeeIndex = vault.Index(Disbursement.IdNumberField, PayRoom.IdNumberOf(serial)),
                        Account = vault.Seal(Disbursement.AccountField, id, PayRoom.CardOf(serial)),
                        AccountIndex = vault.Index(Disbursement.AccountField, PayRoom.CardOf(serial)),
                        Facts = vault.Seal(Disbursement.FactsField, id, """{"benefit":"festival-payments","year":2025,"person":{"honours":[{"award":"全国劳动模范","year":2010}],"status":"在职"}}"""),
                        AmountFen = 500_00,
                        State = DisbursementState.Paid,
                        Claim = application is { } paid ? $"{Programme.Applications}/{paid:N}" : $"{cycle.ClaimKey}/{cycle.Id:N}",
                        Signature = "s1:" + new string('x', 44),
                    });
                }
                await db.SaveChangesAsync();
            });
        }
    }

    private async Task AddAuditAsync()
    {
        for (var at = 0; at < Size.AuditEntries; at += 5_000)
        {
            await using var db = Server.Room.Factory.Open(at / 5_000 % 2 == 0 ? Pay.Clerk : Pay.First);
            for (var i = at; i < Math.Min(at + 5_000, Size.AuditEntries); i++)
                db.Note(new((i % 10) switch { 0 => AuditAction.SignedIn, 1 => AuditAction.Revealed, _ => AuditAction.Changed }, "persons", Guid.CreateVersion7().ToString(), Detail: """{"unit":["k1:aaaaaaaaaaaaaaaa","k1:bbbbbbbbbbbbbbbb"]}"""));
            await db.SaveChangesAsync();
        }
    }
}
