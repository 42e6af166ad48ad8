using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Rules;
using HonourWall.Admin.Rules.Releases;
using HonourWall.Admin.Tests.Applications;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Rules;

public partial class ReleaseTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_change_is_checked_shows_whom_it_touches_and_is_released_by_a_second_person(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        await using var room = await ApplicationRoom.FillAsync(server.Room);
        var clerk = await room.ActorAsync("clerk", null, Role.Clerk);
        await room.DraftAsync(clerk, ApplicationRoom.Illness("9999.99"));
        await room.DraftAsync(clerk, ApplicationRoom.Illness("9000.00", "乙病"));
        var (proposer, releaser) = (await server.SignInAsync(room.City, Role.Clerk, Role.SecondReviewer), await server.SignInAsync(room.City, Role.SecondReviewer));
        var editor = await proposer.ReadAsync("/rules/edit?file=serious-illness.yaml");
        var text = File(ShippedPacks.Files(), "serious-illness.yaml").Replace("is: \"10000.00\", basis: help }", "is: \"9999.00\", basis: help }", StringComparison.Ordinal);
        var tests = File(ShippedPacks.Files(), "serious-illness.tests.yaml");
        var basis = BaseField().Match(editor).Groups[1].Value;

        // The tests beside it still ask for the old line: refused with the place, and everything typed stands there.
        var refused = await proposer.PostAsync("/rules/edit", ("base", basis), ("file", "serious-illness.yaml"), ("text", text.ReplaceLineEndings("\r\n")), ("tests", tests), ("note", "起付线调低一元"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("HR213", page, StringComparison.Ordinal);
        Assert.Contains("serious-illness.tests.yaml:", page, StringComparison.Ordinal);
        Assert.Contains("9999.00", page, StringComparison.Ordinal);
        Assert.Contains("起付线调低一元", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await proposer.PostAsync("/rules/edit", ("base", basis), ("file", "serious-illness.yaml"), ("text", text), ("tests", Corrected(tests)), ("note", ""))).StatusCode);

        var proposed = await proposer.PostAsync("/rules/edit", ("base", basis), ("file", "serious-illness.yaml"), ("text", text), ("tests", Corrected(tests)), ("note", "起付线调低一元"));
        Assert.Equal(HttpStatusCode.Redirect, proposed.StatusCode);
        var address = proposed.Headers.Location!.OriginalString.Split('?')[0];
        page = await releaser.ReadAsync(address);
        foreach (var part in (string[])["起付线", "10000.00 元", "9999.00 元", "各算了 2 份", "有 1 份结果不同", "2500.00", "is: &quot;9999.00&quot;"]) Assert.Contains(part, page, StringComparison.Ordinal);

        // The proposer holds the releasing role as well, and is refused all the same; nothing holds yet.
        Assert.Contains("另一人", await (await proposer.PostAsync(address + "/release")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("现行第 1 版", await releaser.ReadAsync("/rules"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await releaser.PostAsync(address + "/release")).StatusCode);
        Assert.Contains("现行第 2 版", await releaser.ReadAsync("/rules"), StringComparison.Ordinal);
        Assert.Contains("9999.00 元", await releaser.ReadAsync("/rules/packs/serious-illness"), StringComparison.Ordinal);
        Assert.Contains("处理过", await (await releaser.PostAsync(address + "/release")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // What is taken in from now on names the new release.
        await using var db = server.Room.Everything();
        Assert.Equal(Money.Parse("2500.00"), (await room.FindAsync(await room.DraftAsync(clerk, ApplicationRoom.Illness("9999.99")))).Amount);
        var releases = await db.Set<RuleRelease>().OrderBy(r => r.Number).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([1, 2], releases.Select(r => r.Number));
        foreach (var action in (string[])["RulesProposed", "RulesReleased"]) Assert.True(await db.AuditEntries.AnyAsync(e => e.Action == action, TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_packs_are_found_by_name_or_number_and_exported_with_each_figure_and_its_basis(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Reader);
        var found = await browser.ReadAsync("/rules?q=R05");
        Assert.Contains("/rules/packs/family-illness", found, StringComparison.Ordinal);
        Assert.DoesNotContain("/rules/packs/fire\"", found, StringComparison.Ordinal);
        Assert.Contains("没有符合条件的规则包", await browser.ReadAsync("/rules?q=没有的"), StringComparison.Ordinal);
        var file = await (await browser.PostAsync("/rules/export", ("q", "R01"), ("reason", "年度核对"), ("format", "csv"))).Content.ReadAsStringAsync();
        foreach (var part in (string[])["serious-illness", "25000", "来源 s"]) Assert.Contains(part, file, StringComparison.Ordinal);
        Assert.DoesNotContain("family-illness", file, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_the_city_proposes_and_releases_and_everybody_reads(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        await using var room = await ApplicationRoom.FillAsync(server.Room);
        var district = await server.SignInAsync(room.District, Role.Clerk, Role.SecondReviewer);
        Assert.DoesNotContain("上传规则包", await district.ReadAsync("/rules"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await district.GetAsync("/rules/edit?file=fire.yaml")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await district.PostAsync("/rules/edit")).StatusCode);
        await using var db = server.Room.Everything();
        var id = (await db.Set<RuleRelease>().SingleAsync(TestContext.Current.CancellationToken)).Id;
        Assert.Equal(HttpStatusCode.Forbidden, (await district.PostAsync($"/rules/releases/{id}/release")).StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_two_releases_at_once_one_is_made(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var (one, two) = (await room.ActorAsync("one", room.City, Role.Clerk), await room.ActorAsync("two", room.City, Role.SecondReviewer));
        var ids = new List<Guid>();
        await using (var db = room.Room.Factory.Open(one))
        {
            var (current, _) = await room.Rules.CurrentAsync(db, default);
            foreach (var rate in (string[])["26%", "27%"]) ids.Add(room.Rules.Propose(db, RuleRoom.Read(RuleRoom.Changed("serious-illness.yaml", "is: 25%", "is: " + rate)), current.Id, rate).Id);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        async Task<string?> Release(Guid id)
        {
            await using var db = room.Room.Factory.Open(two);
            return await room.Rules.DecideAsync(db, await db.Set<RuleRelease>().SingleAsync(r => r.Id == id), true, default);
        }
        // Twice the same, and the other one: a double click and two people.
        var tries = await Task.WhenAll(Task.Run(() => Release(ids[0])), Task.Run(() => Release(ids[0])), Task.Run(() => Release(ids[1])));
        Assert.Equal(1, tries.Count(refused => refused is null));
        await using var after = room.Room.Everything();
        Assert.Equal(2, await after.Set<RuleRelease>().CountAsync(r => r.State == RuleReleaseState.Released, TestContext.Current.CancellationToken));
        // The one left was made from an older release: it cannot undo what came between.
        if (await after.Set<RuleRelease>().SingleOrDefaultAsync(r => r.State == RuleReleaseState.Proposed, TestContext.Current.CancellationToken) is { } left) Assert.Contains("重新提出", await Release(left.Id), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_database_keeps_releases_and_refuses_one_by_a_single_person(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var one = await room.ActorAsync("one", room.City, Role.Clerk);
        Guid id;
        await using (var db = room.Room.Factory.Open(one))
        {
            var (current, book) = await room.Rules.CurrentAsync(db, default);
            id = room.Rules.Propose(db, book, current.Id, "试一试").Id;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await using var past = room.Room.Everything();
        foreach (var sql in (string[])
            [
                "UPDATE rule_release_files SET text = 'x'", "DELETE FROM rule_release_files",
                $"UPDATE rule_releases SET state = 'Released', number = 2 WHERE proposed_by_id IS NOT NULL",
                $"UPDATE rule_releases SET state = 'Released', number = 2, decided_by_id = proposed_by_id WHERE proposed_by_id IS NOT NULL",
                $"UPDATE rule_releases SET state = 'Released', number = 1 WHERE proposed_by_id IS NOT NULL",
            ])
            Assert.True(await Record.ExceptionAsync(() => past.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken)) is not null, sql);
        Assert.Equal(RuleReleaseState.Proposed, (await past.Set<RuleRelease>().AsNoTracking().SingleAsync(r => r.Id == id, TestContext.Current.CancellationToken)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_upload_is_taken_whole_or_refused_with_the_reason(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        await using var room = await ApplicationRoom.FillAsync(server.Room);
        var proposer = await server.SignInAsync(room.City, Role.Clerk);
        var basis = BaseField().Match(await proposer.ReadAsync("/rules/edit")).Groups[1].Value;
        foreach (var (name, content, reason) in ((string, byte[], string)[])
            [
                ("../fire.yaml", "x"u8.ToArray(), "文件名"), ("fire.yaml", [0xFF, 0xFE, 0x00], "UTF-8"), ("fire.yaml", new byte[RuleEdit.MaximumBytes + 1], "太大"),
                ("fire.yaml", Encoding.UTF8.GetBytes(new string('[', 90_000)), "层"), ("fire.yaml", "pack: fire\n"u8.ToArray(), "HR103"), ("fire.yaml", Encoding.UTF8.GetBytes(File(ShippedPacks.Files(), "fire.yaml")), "没有改动"),
            ])
        {
            var answer = await proposer.UploadAsync("/rules/edit", "files", content, name, ("base", basis), ("note", "上传一个文件"));
            var page = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity && page.Contains(reason, StringComparison.Ordinal) && page.Contains("上传一个文件", StringComparison.Ordinal), $"{name}, {reason}: {answer.StatusCode}\n{page}");
        }
        var good = await proposer.UploadAsync("/rules/edit", "files", Encoding.UTF8.GetBytes(File(ShippedPacks.Files(), "fire.yaml") + "# 说明\n"), "fire.yaml", ("base", basis), ("note", "上传一个文件"));
        Assert.Equal(HttpStatusCode.Redirect, good.StatusCode);
        // Changed further, the proposal gives way to the new one.
        var first = good.Headers.Location!.OriginalString.Split('?')[0];
        var again = await proposer.UploadAsync("/rules/edit", "files", Encoding.UTF8.GetBytes(File(ShippedPacks.Files(), "fire.yaml") + "# 更好的说明\n"), "fire.yaml", ("base", first[^36..]), ("note", "说明改得更好"));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        await using var db = server.Room.Everything();
        Assert.Equal([RuleReleaseState.Released, RuleReleaseState.Dropped, RuleReleaseState.Proposed], await db.Set<RuleRelease>().OrderBy(r => r.ProposedAt).ThenBy(r => r.Id).Select(r => r.State).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_difference_shows_what_went_and_what_came_with_two_lines_around()
    {
        var lines = LineDiff.Between("一\n二\n三\n四\n五\n六\n", "一\n二\n三\n四变\n五\n六\n七\n");
        Assert.Equal(["  二", "  三", "− 四", "+ 四变", "  五", "  六", "+ 七"], lines.Select(l => $"{l.Mark} {l.Text}"));
        Assert.Empty(LineDiff.Between("一\n", "一\n"));
        Assert.Equal(["+ 一"], LineDiff.Between("", "一\n").Select(l => $"{l.Mark} {l.Text}"));
    }

    private static string Corrected(string tests) => Just().Replace(tests, "\"9998.99\"").Replace("\"2000.01\"", "\"3000.01\"", StringComparison.Ordinal);

    private static string File(IEnumerable<PackFile> files, string name) => files.Single(f => f.ShortName == name).Text;

    [GeneratedRegex("name=\"base\" value=\"([0-9a-f-]{36})\"")]
    private static partial Regex BaseField();

    [GeneratedRegex("\"9999.99\"")]
    private static partial Regex Just();
}
