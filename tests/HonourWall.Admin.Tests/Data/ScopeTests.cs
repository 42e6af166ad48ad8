using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Data;

public class ScopeTests
{
    /// <summary>The tables that belong to no organisation. A new one is added here on purpose, with its reason, or it is <see cref="IScoped"/>.</summary>
    private static readonly Dictionary<string, string> Unscoped = new()
    {
        ["settings"] = "facts about the installation: password profile, demonstration",
        ["rule_releases"] = "the rules are the same for every organisation",
        ["rule_release_files"] = "the rules are the same for every organisation",
    };

    [Fact]
    public async Task Every_table_is_limited_to_the_subtree_or_stands_on_the_list()
    {
        await using var room = await TestRoom.OpenAsync(DatabaseKind.Sqlite);
        await using var db = room.Everything();
        foreach (var type in db.Model.GetEntityTypes())
        {
            var scoped = typeof(IScoped).IsAssignableFrom(type.ClrType) && type.GetDeclaredQueryFilters().Count > 0;
            Assert.True(scoped != Unscoped.ContainsKey(type.GetTableName()!), $"{type.GetTableName()}: make it IScoped, or say here why it belongs to no organisation.");
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_user_sees_only_what_is_below(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        var (city, first, second, unit) = await room.GrowTreeAsync();
        await using (var db = room.Everything())
        {
            db.Persons.AddRange(NewPerson(first, "测试一"), NewPerson(unit, "测试二"), NewPerson(second, "测试三"), NewPerson(city, "测试四"));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(["测试一", "测试二"], await Names(room, first));
        Assert.Equal(["测试二"], await Names(room, unit));
        Assert.Equal(["测试三"], await Names(room, second));
        Assert.Equal(4, (await Names(room, city)).Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_tenth_district_is_not_below_the_first(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        var (city, first, _, _) = await room.GrowTreeAsync();
        await using (var db = room.Everything())
        {
            var root = await db.Organisations.SingleAsync(o => o.Id == city.Id, TestContext.Current.CancellationToken);
            for (var i = 3; i <= 11; i++)
            {
                var added = await OrganisationTree.AddAsync(db, root, OrganisationLevel.District, $"第{i}区总工会", TestContext.Current.CancellationToken);
                db.Persons.Add(NewPerson(added, "测试"));
            }
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal("1.1.", first.OrganisationPath);
        Assert.Empty(await Names(room, first));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Without_a_user_a_query_throws(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        await using var db = room.Factory.Open(Actor.Nobody);
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Persons.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_write_outside_the_subtree_is_refused(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        var (_, first, second, _) = await room.GrowTreeAsync();
        await using var db = room.Factory.Open(ActorAt(second));
        db.Persons.Add(NewPerson(first, "测试一"));
        await Assert.ThrowsAsync<ScopeException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_database_refuses_a_path_that_is_not_its_organisations(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        var (_, first, second, _) = await room.GrowTreeAsync();
        await using var db = room.Everything();
        var person = NewPerson(first, "测试一");
        person.OrganisationPath = second.OrganisationPath;
        db.Persons.Add(person);
        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Rows_follow_an_organisation_that_moves(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        var (_, first, second, unit) = await room.GrowTreeAsync();
        await using (var db = room.Everything())
        {
            var person = NewPerson(unit, "测试一");
            person.Honours.Add(new() { PersonId = person.Id, OrganisationPath = unit.OrganisationPath, Award = "北京市劳动模范", Year = 2020 });
            db.Persons.Add(person);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            var moved = await db.Organisations.SingleAsync(o => o.Id == unit.Id, TestContext.Current.CancellationToken);
            moved.OrganisationPath = second.Path.Child(1).Value;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        Assert.Empty(await Names(room, first));
        Assert.Equal(["测试一"], await Names(room, second));
        await using var inSecond = room.Factory.Open(ActorAt(second));
        Assert.Equal(1, await inSecond.Set<PersonHonour>().CountAsync(TestContext.Current.CancellationToken));
    }

    internal static Actor ActorAt(Organisation organisation) => Actor.Of(Guid.NewGuid(), "test", organisation.Path, [Role.Clerk]);

    internal static Person NewPerson(Organisation organisation, string name) => new()
    {
        OrganisationId = organisation.Id,
        OrganisationPath = organisation.OrganisationPath,
        Name = name,
        Status = PersonStatus.Working,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };

    private static async Task<List<string>> Names(TestRoom room, Organisation organisation)
    {
        await using var db = room.Factory.Open(ActorAt(organisation));
        return await db.Persons.OrderBy(p => p.Name).Select(p => p.Name).ToListAsync();
    }
}
