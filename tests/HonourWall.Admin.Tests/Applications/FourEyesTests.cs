using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Applications;

/// <summary>Author, reviewers and payer are different people over the whole chain: in the domain, in the database, and when two sessions try at once.</summary>
public class FourEyesTests
{
    private static readonly Role[] AllRoles = [Role.Clerk, Role.FirstReviewer, Role.SecondReviewer, Role.Payer];

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_takes_a_second_position_whatever_roles_they_have(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var (one, two, three) = (await room.ActorAsync("one", null, AllRoles), await room.ActorAsync("two", null, AllRoles), await room.ActorAsync("three", null, AllRoles));
        var id = await room.DraftAsync(one);
        Assert.Null(await room.MoveAsync(one, id, ApplicationMove.Submit));
        Assert.Contains("不同的人", await room.MoveAsync(one, id, ApplicationMove.Support), StringComparison.Ordinal);
        Assert.Null(await room.MoveAsync(two, id, ApplicationMove.Return));
        Assert.Contains("不同的人", await room.MoveAsync(two, id, ApplicationMove.Submit), StringComparison.Ordinal);
        // In the second round the one who reviewed first may do so again, and still nothing else.
        Assert.Null(await room.MoveAsync(one, id, ApplicationMove.Submit));
        Assert.Null(await room.MoveAsync(two, id, ApplicationMove.Support));
        foreach (var same in (Actor[])[one, two]) Assert.Contains("不同的人", await room.MoveAsync(same, id, ApplicationMove.Approve), StringComparison.Ordinal);
        Assert.Null(await room.MoveAsync(three, id, ApplicationMove.Reject));
        Assert.Contains("不同的人", await room.MoveAsync(three, id, ApplicationMove.Appeal), StringComparison.Ordinal);
        Assert.Null(await room.MoveAsync(one, id, ApplicationMove.Appeal));
        foreach (var same in (Actor[])[one, two, three]) Assert.Contains("不同的人", await room.MoveAsync(same, id, ApplicationMove.Reopen), StringComparison.Ordinal);
        Assert.Equal(ApplicationState.Appealed, (await room.FindAsync(id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_corrected_it_in_between_is_an_author_too(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var (one, two) = (await room.ActorAsync("one", null, Role.Clerk), await room.ActorAsync("two", null, Role.Clerk, Role.FirstReviewer));
        var id = await room.DraftAsync(one);
        await using (var db = room.Room.Factory.Open(two))
        {
            var application = await db.Set<Application>().SingleAsync(a => a.Id == id, TestContext.Current.CancellationToken);
            var person = await db.Persons.Include(p => p.Honours).SingleAsync(p => p.Id == room.Person.Id, TestContext.Current.CancellationToken);
            Assert.True(await room.Desk.ChangeAsync(db, application, person, ApplicationRoom.Illness("50000.00") with { Version = application.Version }, false, new(), default));
        }
        Assert.Null(await room.MoveAsync(one, id, ApplicationMove.Submit));
        Assert.Contains("不同的人", await room.MoveAsync(two, id, ApplicationMove.Support), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_put_a_document_in_or_took_one_out_is_an_author_too(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var (one, adds, removes, returns) = (await room.ActorAsync("one", null, Role.Clerk), await room.ActorAsync("adds", null, AllRoles), await room.ActorAsync("removes", null, AllRoles), await room.ActorAsync("returns", null, AllRoles));
        var id = await room.DraftAsync(one);
        async Task<string?> InAsync(Actor actor, Func<AdminDb, Application, Task<string?>> act)
        {
            await using var db = room.Room.Factory.Open(actor);
            return await act(db, await db.Set<Application>().SingleAsync(a => a.Id == id));
        }
        Task<string?> AddAsync(AdminDb db, Application application) => room.Documents.AddAsync(db, application, DocumentKind.Expense, "费用.pdf", ApplicationRoom.Pdf, default);
        async Task<string?> RemoveAsync(AdminDb db, Application application) => await room.Documents.RemoveAsync(db, application, (await db.Set<ApplicationDocument>().FirstAsync(d => d.RemovedAt == null)).Id, default);
        Assert.Null(await InAsync(adds, AddAsync));
        Assert.Null(await InAsync(removes, RemoveAsync));
        Assert.Null(await room.MoveAsync(one, id, ApplicationMove.Submit));
        foreach (var author in (Actor[])[adds, removes]) Assert.Contains("不同的人", await room.MoveAsync(author, id, ApplicationMove.Support), StringComparison.Ordinal);
        Assert.Null(await room.MoveAsync(returns, id, ApplicationMove.Return));
        Assert.Contains("不同的人", await InAsync(returns, AddAsync), StringComparison.Ordinal);
        Assert.Contains("不同的人", await InAsync(returns, RemoveAsync), StringComparison.Ordinal);
        Assert.Null(await room.MoveAsync(one, id, ApplicationMove.Submit));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_changed_a_fact_in_the_registry_reviews_nothing_that_rests_on_it_until_others_have_approved_something(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var (author, edits, first, second) = (await room.ActorAsync("author", null, Role.Clerk), await room.ActorAsync("edits", null, AllRoles), await room.ActorAsync("first", null, Role.FirstReviewer), await room.ActorAsync("second", null, Role.SecondReviewer));
        var phones = await room.ActorAsync("phones", null, AllRoles);
        var desk = new PersonDesk(room.Room.Vault, room.Room.Clock);
        async Task EditAsync(Actor actor, Func<PersonForm, PersonForm> change)
        {
            await using var db = room.Room.Factory.Open(actor);
            var person = await db.Persons.Include(p => p.Honours).SingleAsync(p => p.Id == room.Person.Id, TestContext.Current.CancellationToken);
            desk.Change(db, person, room.District, change(new() { Name = person.Name, Status = person.Status.Word(), Honours = string.Join('\n', person.Honours.Select(h => WrittenHonour.Write(h.Award, h.Year, h.RevokedOn))) }));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        // An honour before the colleague takes the application in; a telephone and a unit are nothing that an amount rests on.
        await EditAsync(edits, form => form with { Honours = form.Honours + "\n全国劳动模范 2015" });
        await EditAsync(phones, form => form with { Mobile = "13800138000", Unit = "示例公司" });
        var id = await room.DraftAsync(author);
        Assert.Null(await room.MoveAsync(author, id, ApplicationMove.Submit));
        foreach (var move in (ApplicationMove[])[ApplicationMove.Support, ApplicationMove.Oppose]) Assert.Contains("须由另一人办理", await room.MoveAsync(edits, id, move), StringComparison.Ordinal);
        Assert.Null(await room.MoveAsync(phones, id, ApplicationMove.Support));
        Assert.Contains("须由另一人办理", await room.MoveAsync(edits, id, ApplicationMove.Approve), StringComparison.Ordinal);
        room.Room.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Null(await room.MoveAsync(second, id, ApplicationMove.Approve));

        // Two others have looked since: the next one may be theirs. What they type into a duplicate counts like what they type into the entry.
        var next = await room.DraftAsync(author, ApplicationRoom.Illness(illness: "乙病"));
        Assert.Null(await room.MoveAsync(author, next, ApplicationMove.Submit));
        room.Room.Clock.Pass(TimeSpan.FromMinutes(1));
        await using (var db = room.Room.Factory.Open(edits))
        {
            var duplicate = desk.Add(db, room.District, new() { Name = "测试一", Status = "在职", Honours = "首都劳动奖章 2012" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            Assert.Null(await room.MoveAsync(edits, next, ApplicationMove.Return));
            await using var other = room.Room.Factory.Open(author);
            var (stays, goes) = (await other.Persons.Include(p => p.Honours).SingleAsync(p => p.Id == room.Person.Id, TestContext.Current.CancellationToken), await other.Persons.Include(p => p.Honours).SingleAsync(p => p.Id == duplicate.Id, TestContext.Current.CancellationToken));
            Assert.Null(await desk.MergeAsync(other, stays, goes, default));
            await other.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var third = await room.DraftAsync(author, ApplicationRoom.Illness(illness: "丙病"));
        Assert.Null(await room.MoveAsync(author, third, ApplicationMove.Submit));
        Assert.Contains("须由另一人办理", await room.MoveAsync(edits, third, ApplicationMove.Support, others: 1), StringComparison.Ordinal);
        Assert.Null(await room.MoveAsync(first, third, ApplicationMove.Support, others: 1));
    }

    /// <summary>Past the domain, straight into the tables: each pair of positions for one account.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_database_refuses_one_account_in_two_positions(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var (author, first, second) = (await room.ActorAsync("author", null, Role.Clerk), await room.ActorAsync("first", null, Role.FirstReviewer), await room.ActorAsync("second", null, Role.SecondReviewer));
        var id = await room.DraftAsync(author);
        Assert.Null(await room.MoveAsync(author, id, ApplicationMove.Submit));
        Assert.Null(await room.MoveAsync(first, id, ApplicationMove.Support));
        Assert.Null(await room.MoveAsync(second, id, ApplicationMove.Reject));
        string[] columns = ["author_id", "first_reviewer_id", "second_reviewer_id", "appeal_reviewer_id"];
        foreach (var (column, same) in columns.SelectMany(a => columns.Where(b => b != a).Select(b => (a, b))))
        {
            // Setting one that is empty to another one, or the other way round.
            if (same == "appeal_reviewer_id") continue;
            await RefusedAsync(room, $"UPDATE applications SET {column} = {same} WHERE id = {{0}}", id);
        }
        foreach (var position in Enum.GetValues<ApplicationPosition>())
        {
            foreach (var somebody in (Actor[])[author, first, second])
                await RefusedAsync(room, $"INSERT INTO application_hands (application_id, account_id, position, organisation_path) VALUES ({{0}}, {{1}}, '{position}', '{room.District.OrganisationPath}')", id, somebody.AccountId!.Value);
        }
        foreach (var bad in (string[])["state = 'Approved', amount = 0", "state = 'Approved', second_reviewer_id = NULL", "first_reviewer_id = NULL", "decided_at = NULL", "amount = -1", "state = 'Paid'", "state = 'Upheld'"])
            await RefusedAsync(room, $"UPDATE applications SET {bad} WHERE id = {{0}}", id);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_account_in_two_sessions_at_once_gets_one_position(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var (author, first) = (await room.ActorAsync("author", null, Role.Clerk), await room.ActorAsync("first", null, Role.FirstReviewer));
        var both = await room.ActorAsync("both", null, Role.FirstReviewer, Role.SecondReviewer);
        for (var round = 0; round < 8; round++)
        {
            var person = await room.AddPersonAsync("测试" + round);
            var id = await room.DraftAsync(author, person: person);
            Assert.Null(await room.MoveAsync(author, id, ApplicationMove.Submit));
            // Both forms were open before either was sent.
            var tries = await Task.WhenAll(
                Task.Run(() => Try(room, both, id, ApplicationMove.Support)),
                Task.Run(() => Try(room, both, id, ApplicationMove.Support)),
                Task.Run(() => Try(room, first, id, ApplicationMove.Support)));
            Assert.Equal(1, tries.Count(done => done));
            await using var db = room.Room.Everything();
            Assert.Equal(2, await db.Set<ApplicationHand>().CountAsync(h => h.ApplicationId == id));
            var now = await room.FindAsync(id);
            if (now.FirstReviewerId == both.AccountId) Assert.Contains("不同的人", await room.MoveAsync(both, id, ApplicationMove.Approve), StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_second_reviewers_at_once_decide_once(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var (author, first) = (await room.ActorAsync("author", null, Role.Clerk), await room.ActorAsync("first", null, Role.FirstReviewer));
        var reviewers = new List<Actor>();
        for (var i = 0; i < 4; i++) reviewers.Add(await room.ActorAsync("second" + i, null, Role.SecondReviewer));
        var id = await room.DraftAsync(author);
        Assert.Null(await room.MoveAsync(author, id, ApplicationMove.Submit));
        Assert.Null(await room.MoveAsync(first, id, ApplicationMove.Support));
        ApplicationMove[] moves = [ApplicationMove.Approve, ApplicationMove.Reject, ApplicationMove.Return, ApplicationMove.Approve];
        var tries = await Task.WhenAll(reviewers.Select((reviewer, i) => Task.Run(() => Try(room, reviewer, id, moves[i]))));
        Assert.Equal(1, tries.Count(done => done));
        await using var db = room.Room.Everything();
        Assert.Equal(1, await db.Set<ApplicationHand>().CountAsync(h => h.ApplicationId == id && h.Position == ApplicationPosition.SecondReviewer));
        Assert.Equal(moves[Array.IndexOf(tries, true)], await db.Set<ApplicationEvent>().Where(e => e.ApplicationId == id && e.Move != null).OrderByDescending(e => e.Id).Select(e => e.Move).FirstAsync());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_applications_for_one_illness_approved_at_once_are_granted_once(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var (author, first) = (await room.ActorAsync("author", null, Role.Clerk), await room.ActorAsync("first", null, Role.FirstReviewer));
        var (one, two) = (await room.ActorAsync("one", null, Role.SecondReviewer), await room.ActorAsync("two", null, Role.SecondReviewer));
        var ids = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            var id = await room.DraftAsync(author);
            ids.Add(id);
            Assert.Null(await room.MoveAsync(author, id, ApplicationMove.Submit));
            Assert.Null(await room.MoveAsync(first, id, ApplicationMove.Support));
        }
        var tries = await Task.WhenAll(Task.Run(() => Try(room, one, ids[0], ApplicationMove.Approve)), Task.Run(() => Try(room, two, ids[1], ApplicationMove.Approve)));
        Assert.Equal(1, tries.Count(done => done));
        var left = ids[Array.IndexOf(tries, false)];
        Assert.Contains("现在计算为 0.00 元", await room.MoveAsync(two, left, ApplicationMove.Approve), StringComparison.Ordinal);
        Assert.Null(await room.MoveAsync(two, left, ApplicationMove.Reject));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Help_for_one_illness_is_given_once_under_whatever_entry_of_whatever_district(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var (author, first, second) = (await room.ActorAsync("author", null, Role.Clerk), await room.ActorAsync("first", null, Role.FirstReviewer), await room.ActorAsync("second", null, Role.SecondReviewer));
        var there = room.OtherDistrict;
        var (author2, first2, second2) = (await room.ActorAsync("author2", there, Role.Clerk), await room.ActorAsync("first2", there, Role.FirstReviewer), await room.ActorAsync("second2", there, Role.SecondReviewer));
        var same = await room.AddPersonAsync("测试一", at: there);
        await using (var db = room.Room.Everything())
        {
            await db.Persons.Where(p => p.Id == room.Person.Id || p.Id == same.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.IdNumberIndex, "one-number"), TestContext.Current.CancellationToken);
        }
        var (here, elsewhere) = (await room.DraftAsync(author), await room.DraftAsync(author2, person: same));
        foreach (var (clerk, reviewer, id) in ((Actor, Actor, Guid)[])[(author, first, here), (author2, first2, elsewhere)])
        {
            Assert.Null(await room.MoveAsync(clerk, id, ApplicationMove.Submit));
            Assert.Null(await room.MoveAsync(reviewer, id, ApplicationMove.Support));
        }
        Assert.Null(await room.MoveAsync(second, here, ApplicationMove.Approve));
        Assert.Contains("现在计算为 0.00 元", await room.MoveAsync(second2, elsewhere, ApplicationMove.Approve), StringComparison.Ordinal);
    }

    // SQLite may say that it is busy, PostgreSQL that the rows changed: either way nothing was done.
    private static async Task<bool> Try(ApplicationRoom room, Actor actor, Guid id, ApplicationMove move) => await room.MoveAsync(actor, id, move) is null;

    private static async Task RefusedAsync(ApplicationRoom room, string sql, params object[] values)
    {
        await using var db = room.Room.Everything();
        var error = await Record.ExceptionAsync(() => db.Database.ExecuteSqlRawAsync(sql, values, TestContext.Current.CancellationToken));
        Assert.True(error is not null, sql);
    }
}
