using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Rules.Releases;
using HonourWall.Admin.Tests.Data;
using HonourWall.Admin.Tests.Support;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Applications;

/// <summary>A room with the rules, one person with an honour, and accounts in each position.</summary>
public sealed class ApplicationRoom : IAsyncDisposable
{
    private readonly bool _ownsRoom;

    private ApplicationRoom(TestRoom room, bool ownsRoom)
    {
        (Room, _ownsRoom) = (room, ownsRoom);
        Rules = new(room.Factory, room.Clock);
        Desk = new(room.Vault, Rules, new(room.Vault), room.Clock);
        Documents = new(room.Vault, Desk, room.Clock);
    }

    public TestRoom Room { get; }

    public RuleReleases Rules { get; }

    public ApplicationDesk Desk { get; }

    public DocumentDesk Documents { get; }

    public Organisation City { get; private set; } = null!;

    public Organisation District { get; private set; } = null!;

    public Organisation OtherDistrict { get; private set; } = null!;

    public Person Person { get; private set; } = null!;

    /// <summary>The smallest files that pass for what they are.</summary>
    public static byte[] Pdf => "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray();

    public static async Task<ApplicationRoom> OpenAsync(DatabaseKind kind) => await FillAsync(await TestRoom.OpenAsync(kind), ownsRoom: true);

    public static async Task<ApplicationRoom> FillAsync(TestRoom testRoom, bool ownsRoom = false)
    {
        var room = new ApplicationRoom(testRoom, ownsRoom);
        (room.City, room.District, room.OtherDistrict, _) = await testRoom.GrowTreeAsync();
        await room.Rules.SeedAsync();
        room.Person = await room.AddPersonAsync("测试一");
        return room;
    }

    /// <summary>Over a room whose tree has grown already and whose server has seeded the rules.</summary>
    public static ApplicationRoom Over(TestRoom testRoom, Organisation district) => new(testRoom, ownsRoom: false) { District = district };

    public async Task<Person> AddPersonAsync(string name, string award = "北京市劳动模范", Organisation? at = null)
    {
        await using var db = Room.Everything();
        var person = ScopeTests.NewPerson(at ?? District, name);
        db.Persons.Add(person);
        db.Set<PersonHonour>().Add(new() { PersonId = person.Id, OrganisationPath = person.OrganisationPath, Award = award, Year = 2010 });
        await db.SaveChangesAsync();
        return person;
    }

    /// <summary>An account of the district (or of another organisation) with these roles.</summary>
    public async Task<Actor> ActorAsync(string login, Organisation? organisation, params Role[] roles)
    {
        var at = organisation ?? District;
        await using var db = Room.Everything();
        var account = new Account { OrganisationId = at.Id, OrganisationPath = at.OrganisationPath, Login = login, DisplayName = "测试" + login, StaffNumber = login, Kind = AccountKind.Business, CreatedAt = Room.Clock.Now };
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        return Actor.Of(account.Id, login, at.Path, roles);
    }

    public static ApplicationForm Illness(string selfPaid = "40000.00", string illness = "甲病") => new()
    {
        Facts = new Dictionary<string, string> { ["on"] = "2026-02-01", ["self_paid"] = selfPaid, ["illness"] = illness }.ToImmutable(),
    };

    /// <summary>A draft for serious illness with one document.</summary>
    public async Task<Guid> DraftAsync(Actor clerk, ApplicationForm? form = null, Person? person = null)
    {
        await using var db = Room.Factory.Open(clerk);
        var errors = new FieldErrors();
        var whom = person ?? Person;
        var application = await Desk.CreateAsync(db, await db.Persons.Include(p => p.Honours).SingleAsync(p => p.Id == whom.Id), "serious-illness", form ?? Illness(), errors, default);
        Assert.True(application is not null, string.Join('\n', errors.All));
        Assert.Null(await Documents.AddAsync(db, application, DocumentKind.Medical, "诊断.pdf", Pdf, default));
        return application.Id;
    }

    /// <summary>Tries a move as an actor; returns why not.</summary>
    public async Task<string?> MoveAsync(Actor actor, Guid id, ApplicationMove move, string words = "测试理由充分", int others = 0)
    {
        await using var db = Room.Factory.Open(actor);
        var application = await db.Set<Application>().SingleAsync(a => a.Id == id);
        return await Desk.MoveAsync(db, application, move, words, application.Version, default, others);
    }

    public async Task<Application> FindAsync(Guid id)
    {
        await using var db = Room.Everything();
        return await db.Set<Application>().AsNoTracking().SingleAsync(a => a.Id == id);
    }

    public async ValueTask DisposeAsync()
    {
        if (_ownsRoom) await Room.DisposeAsync();
    }
}

file static class Dictionaries
{
    public static System.Collections.Immutable.ImmutableDictionary<string, string> ToImmutable(this Dictionary<string, string> dictionary) =>
        System.Collections.Immutable.ImmutableDictionary.CreateRange(StringComparer.Ordinal, dictionary);
}
