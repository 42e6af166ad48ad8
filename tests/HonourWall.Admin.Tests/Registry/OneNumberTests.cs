using System.Net;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Data.Migrations;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Registry;

/// <summary>One ID number, one entry of an organisation, also for two clerks at the same instant.</summary>
public class OneNumberTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_clerks_who_enter_one_number_at_once_make_one_entry_and_the_other_loses_nothing(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        Browser[] clerks = [await server.SignInAsync(first, Role.Clerk), await server.SignInAsync(first, Role.Clerk), await server.SignInAsync(first, Role.Clerk), await server.SignInAsync(first, Role.Clerk)];
        for (var serial = 1; serial <= 8; serial++)
        {
            var number = PayRoom.IdNumberOf(serial);
            var answers = await Task.WhenAll(clerks.Select((clerk, i) => Task.Run(() => clerk.PostAsync("/persons/new", ("name", $"测试{serial}之{i}"), ("organisation", first.Id.ToString()), ("status", "在职"), ("unit", "示例公司"), ("id-number", number)))));
            Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
            foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Redirect))
            {
                Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
                var page = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                foreach (var expected in (string[])["已有一份档案用这个身份证号", "id=\"f-id-number-error\"", number, $"value=\"测试{serial}之", "value=\"示例公司\""]) Assert.Contains(expected, page, StringComparison.Ordinal);
            }
        }
        await using var db = server.Room.Everything();
        Assert.Equal(8, await db.Persons.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_entries_that_are_corrected_to_one_number_at_once_do_not_both_get_it(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, first, persons: 16);
        Browser[] clerks = [await server.SignInAsync(first, Role.Clerk), await server.SignInAsync(first, Role.Clerk)];
        List<Guid> ids;
        await using (var db = server.Room.Everything()) ids = await db.Persons.OrderBy(p => p.Name).Select(p => p.Id).ToListAsync(TestContext.Current.CancellationToken);
        for (var pair = 0; pair < 8; pair++)
        {
            var number = PayRoom.IdNumberOf(100 + pair);
            var answers = await Task.WhenAll(clerks.Select((clerk, i) => Task.Run(() => clerk.PostAsync($"/persons/{ids[(2 * pair) + i]}/edit", ("name", "测试改"), ("organisation", first.Id.ToString()), ("status", "在职"), ("honours", "全国劳动模范 2010"), ("id-number", number), ("version", "0")))));
            Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity], answers.Select(a => a.StatusCode).Order());
            var page = await answers.Single(a => a.StatusCode == HttpStatusCode.UnprocessableEntity).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("已有一份档案用这个身份证号", page, StringComparison.Ordinal);
            Assert.Contains(number, page, StringComparison.Ordinal);
        }
        await using var after = server.Room.Everything();
        Assert.Equal(8, await after.Persons.CountAsync(p => p.Name == "测试改", TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_lists_with_one_number_applied_at_once_take_it_in_once_and_the_other_list_says_the_row(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        Browser[] clerks = [await server.SignInAsync(first, Role.Clerk), await server.SignInAsync(first, Role.Clerk)];
        for (var round = 1; round <= 4; round++)
        {
            var lists = new List<(Browser Clerk, string Address)>();
            foreach (var clerk in clerks)
            {
                var list = $"姓名,身份证号\n测试甲{round}{lists.Count},{PayRoom.IdNumberOf((10 * round) + 1 + lists.Count)}\n测试乙{round}{lists.Count},{PayRoom.IdNumberOf(10 * round)}\n";
                lists.Add((clerk, (await clerk.UploadAsync("/persons/import", "list", System.Text.Encoding.UTF8.GetBytes(list), "名单.csv", ("organisation", first.Id.ToString()))).Headers.Location!.OriginalString));
            }
            var answers = await Task.WhenAll(lists.Select(l => Task.Run(() => l.Clerk.PostAsync(l.Address + "/apply", ("sure", "yes")))));
            Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity], answers.Select(a => a.StatusCode).Order());
            var page = await answers.Single(a => a.StatusCode == HttpStatusCode.UnprocessableEntity).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("没有导入任何人", page, StringComparison.Ordinal);
            Assert.Contains("档案里已有这个身份证号", page, StringComparison.Ordinal);
        }
        await using var db = server.Room.Everything();
        Assert.Equal(8, await db.Persons.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Another_districts_entry_with_the_number_is_neither_in_the_way_nor_told_of(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (city, first, second, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, second, persons: 2);
        var (clerk, above) = (await server.SignInAsync(first, Role.Clerk), await server.SignInAsync(city, Role.Clerk));
        var added = await clerk.PostAsync("/persons/new", ("name", "测试甲区"), ("organisation", first.Id.ToString()), ("status", "在职"), ("id-number", PayRoom.IdNumberOf(1)));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        // Where both are seen, the second may not move in beside the first, and says why; merged it may have been long ago.
        var address = added.Headers.Location!.OriginalString.Split('?')[0];
        var moved = await above.PostAsync(address + "/edit", ("name", "测试甲区"), ("organisation", second.Id.ToString()), ("status", "在职"), ("version", "0"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, moved.StatusCode);
        Assert.Contains("那里已有一份档案用这个人的身份证号，请与它合并", await moved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Guid twin;
        await using (var db = server.Room.Everything()) twin = (await db.Persons.SingleAsync(p => p.Name == "测试00001", TestContext.Current.CancellationToken)).Id;
        Assert.Equal(HttpStatusCode.Redirect, (await above.PostAsync($"/persons/{twin}/merge", ("duplicate", address.Split('/')[^1]))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.PostAsync("/persons/new", ("name", "测试又来"), ("organisation", first.Id.ToString()), ("status", "在职"), ("id-number", PayRoom.IdNumberOf(1)))).StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_merge_carries_the_number_over_and_refuses_where_a_third_entry_has_it(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (city, first, second, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, first, persons: 2);
        var above = await server.SignInAsync(city, Role.Clerk);
        Guid blank, foreign, own;
        await using (var db = server.Room.Everything())
        {
            (blank, foreign) = (pay.Add(db, first, 50, form => form with { IdNumberText = "" }).Id, pay.Add(db, second, 51, form => form with { IdNumberText = PayRoom.IdNumberOf(1) }).Id);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            own = (await db.Persons.SingleAsync(p => p.Name == "测试00001", TestContext.Current.CancellationToken)).Id;
        }
        var refused = await above.PostAsync($"/persons/{blank}/merge", ("duplicate", foreign.ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("请先把那两份合并", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await above.PostAsync($"/persons/{blank}/merge", ("duplicate", own.ToString()))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await above.PostAsync($"/persons/{blank}/merge", ("duplicate", foreign.ToString()))).StatusCode);
        await using var after = server.Room.Everything();
        Assert.Equal(server.Room.Vault.Index(PersonFields.IdNumber, PayRoom.IdNumberOf(1)), (await after.Persons.SingleAsync(p => p.Id == blank, TestContext.Current.CancellationToken)).IdNumberIndex);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Pairs_of_an_older_database_stay_until_they_are_merged_and_no_third_joins_them(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, first, persons: 1);
        Guid twin;
        await using (var db = server.Room.Everything())
        {
            // As two clerks at one instant left them, before the key.
            await db.Database.ExecuteSqlRawAsync("DROP INDEX persons_one_number", TestContext.Current.CancellationToken);
            twin = pay.Add(db, first, 1).Id;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            await server.Room.ToAnOlderSchemaAsync();
            await MigrationRunner.RunAsync(db, server.Room.Clock, TestContext.Current.CancellationToken);
        }
        await using var after = server.Room.Everything();
        Assert.Equal([false, true], await after.Persons.OrderBy(p => p.Id).Select(p => p.IsDouble).ToListAsync(TestContext.Current.CancellationToken));
        pay.Add(after, first, 1);
        await Assert.ThrowsAsync<DbUpdateException>(() => after.SaveChangesAsync(TestContext.Current.CancellationToken));
        after.Forget();
        var clerk = await server.SignInAsync(first, Role.Clerk);
        var stays = await after.Persons.Where(p => p.Id != twin).Select(p => p.Id).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.PostAsync($"/persons/{stays}/merge", ("duplicate", twin.ToString()))).StatusCode);
    }
}
