using System.Net;
using System.Text.RegularExpressions;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Applications;

/// <summary>An application through the web, as the staff see it.</summary>
public partial class ApplicationFlowTests
{
    private const string Illness = "金丝雀病";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_supports_or_approves_help_of_a_kind_that_was_given_before_says_that_it_is_another_occasion(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        await using var room = await ApplicationRoom.FillAsync(server.Room);
        var (author, first, second) = (await room.ActorAsync("author", null, Role.Clerk), await room.ActorAsync("first", null, Role.FirstReviewer), await room.ActorAsync("second", null, Role.SecondReviewer));
        var earlier = await room.DraftAsync(author, ApplicationRoom.Illness(illness: "肺恶性肿瘤"));
        foreach (var (actor, move) in ((Actor, ApplicationMove)[])[(author, ApplicationMove.Submit), (first, ApplicationMove.Support), (second, ApplicationMove.Approve)]) Assert.Null(await room.MoveAsync(actor, earlier, move));
        var id = await room.DraftAsync(author, ApplicationRoom.Illness(illness: "肺癌"));
        Assert.Null(await room.MoveAsync(author, id, ApplicationMove.Submit));
        Assert.Contains("此前得过 1 次同类救助", await room.MoveAsync(first, id, ApplicationMove.Support), StringComparison.Ordinal);

        // On the page: when and how much at once, for what only after a look that stands on record.
        var reviewer = await server.SignInAsync(room.District, Role.FirstReviewer);
        var page = WebUtility.HtmlDecode(await reviewer.ReadAsync($"/applications/{id}"));
        Assert.Contains("2026-03-02　10000.00 元　［已隐藏", page, StringComparison.Ordinal);
        Assert.DoesNotContain("肺恶性肿瘤", page, StringComparison.Ordinal);
        page = WebUtility.HtmlDecode(await (await reviewer.PostAsync($"/applications/{id}/reveal", ("reason", "初审本申请"))).Content.ReadAsStringAsync());
        Assert.Contains("2026-03-02　10000.00 元　肺恶性肿瘤", page, StringComparison.Ordinal);
        var version = (await room.FindAsync(id)).Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var refused = await reviewer.PostAsync($"/applications/{id}/first-review/support", ("version", version), ("words", "同意"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        // Said at the box that was not ticked, and what was typed stays.
        page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("id=\"f-others-error\">此人此前得过 1 次", page, StringComparison.Ordinal);
        Assert.DoesNotContain("f-words-error", page, StringComparison.Ordinal);
        Assert.Contains(">同意</textarea>", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await reviewer.PostAsync($"/applications/{id}/first-review/support", ("version", version), ("words", "同意"), ("others", "1"))).StatusCode);
        Assert.Contains("确认与此前 1 次同类救助不是同一次", WebUtility.HtmlDecode(await reviewer.ReadAsync($"/applications/{id}")), StringComparison.Ordinal);
        Assert.NotNull(await room.MoveAsync(second, id, ApplicationMove.Approve));
        Assert.Null(await room.MoveAsync(second, id, ApplicationMove.Approve, others: 1));
        await using var db = server.Room.Everything();
        Assert.Equal(2, await db.AuditEntries.CountAsync(e => e.Detail!.EndsWith("not-the-same-as:1")));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task From_the_intake_to_the_letter(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        await using var room = await ApplicationRoom.FillAsync(server.Room);
        var (clerk, first, second, reader) = (await server.SignInAsync(room.District, Role.Clerk), await server.SignInAsync(room.District, Role.FirstReviewer), await server.SignInAsync(room.District, Role.SecondReviewer), await server.SignInAsync(room.District, Role.Reader));

        Assert.Contains("大病救助（本人）", await clerk.ReadAsync($"/applications/new?person={room.Person.Id}"), StringComparison.Ordinal);
        var form = await clerk.ReadAsync($"/applications/new?person={room.Person.Id}&benefit=serious-illness");
        Assert.Contains("同一次只发一次", form, StringComparison.Ordinal);
        Assert.Contains("name=\"fact-on\" type=\"text\" value=\"2026-03-02\"", form, StringComparison.Ordinal);

        // Everything that is wrong is said at its field, and what was typed stands there still.
        var refused = await clerk.PostAsync("/applications/new", ("person", room.Person.Id.ToString()), ("benefit", "serious-illness"), ("fact-on", "三月二日"), ("fact-self_paid", "四万"), ("fact-illness", Illness), ("earlier", "大病救助（本人） 去年"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var text = await refused.Content.ReadAsStringAsync();
        foreach (var field in (string[])["f-fact-on-error", "f-fact-self_paid-error", "f-earlier-error"]) Assert.Contains($"id=\"{field}\"", text, StringComparison.Ordinal);
        foreach (var typed in (string[])["三月二日", "四万", Illness, "去年"]) Assert.Contains(typed, text, StringComparison.Ordinal);

        var address = Address(await clerk.PostAsync("/applications/new", ("person", room.Person.Id.ToString()), ("benefit", "serious-illness"), ("fact-on", "2026-03-01"), ("fact-self_paid", "40,000.10 元"), ("fact-illness", Illness)));
        var page = await clerk.ReadAsync(address);
        Assert.Contains("10000.03 元", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Illness, page, StringComparison.Ordinal);
        Assert.DoesNotContain("40000.10", page, StringComparison.Ordinal);

        // Not without a document; and a document is what its bytes are.
        Assert.Contains("材料", await RefusedAsync(await clerk.PostAsync(address + "/clerk/submit", ("version", Version(page)))), StringComparison.Ordinal);
        Assert.Contains("不是其中任何一种", await RefusedAsync(await clerk.UploadAsync(address + "/documents", "document", "MZ\0\0"u8.ToArray(), "诊断.pdf", ("kind", "Medical"))), StringComparison.Ordinal);
        Assert.Contains("以 .pdf 结尾", await RefusedAsync(await clerk.UploadAsync(address + "/documents", "document", ApplicationRoom.Pdf, "金丝雀病诊断.exe", ("kind", "Medical"))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.UploadAsync(address + "/documents", "document", ApplicationRoom.Pdf, "金丝雀病诊断.pdf", ("kind", "Medical"))).StatusCode);
        page = await clerk.ReadAsync(address);
        Assert.DoesNotContain("诊断.pdf", page, StringComparison.Ordinal);
        Assert.Contains("同一事由只发一次", page, StringComparison.Ordinal);
        Assert.Contains(Illness, await clerk.ReadAsync(address + "/edit"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.PostAsync(address + "/clerk/submit", ("version", Version(page)))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.GetAsync(address + "/edit")).StatusCode);

        // A reviewer looks with a reason; a reader cannot; the clerk's address does not take the reviewer's move.
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync(address + "/reveal", ("reason", "想看一看"))).StatusCode);
        Assert.DoesNotContain("显示全部内容", await reader.ReadAsync(address), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await first.PostAsync(address + "/reveal", ("reason", ""))).StatusCode);
        var opened = await (await first.PostAsync(address + "/reveal", ("reason", "初审本申请"))).Content.ReadAsStringAsync();
        foreach (var fact in (string[])[Illness, "40,000.10 元", "个人自付 40000.10 元，达到起付线 10000.00 元（含本数）", "R01 大病救助", "金丝雀病诊断.pdf"]) Assert.Contains(fact, opened, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.PostAsync(address + "/clerk/support", ("version", Version(opened)))).StatusCode);
        var document = DocumentId().Match(opened).Groups[1].Value;
        var file = await first.PostAsync($"{address}/documents/{document}/open", ("reason", "初审本申请"));
        Assert.Equal(ApplicationRoom.Pdf, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());

        // Words that were typed beside a refused move stand there still.
        var late = await (await first.PostAsync(address + "/first-review/support", ("version", "0"), ("words", "同意救助"))).Content.ReadAsStringAsync();
        Assert.Contains("刚刚被别人处理", late, StringComparison.Ordinal);
        Assert.Contains(">同意救助</textarea>", late, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await first.PostAsync(address + "/first-review/support", ("version", Version(opened)), ("words", "同意救助"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await second.PostAsync(address + "/second-review/approve", ("version", Version(await second.ReadAsync(address))))).StatusCode);

        var letter = await (await clerk.PostAsync(address + "/letter")).Content.ReadAsStringAsync();
        foreach (var part in (string[])["救助决定书", "测试一", "10000.03 元", "壹万元零叁分", "R01 大病救助", "甲区总工会", "2026 年 3 月 2 日"]) Assert.Contains(part, letter, StringComparison.Ordinal);
        Assert.DoesNotContain(Illness, letter, StringComparison.Ordinal);
        Assert.Contains("完全相同", await (await reader.PostAsync(address + "/recompute")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await using var db = server.Room.Everything();
        var application = await db.Set<Application>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((ApplicationState.Approved, Money.Parse("10000.03"), clerk.Account!.Id, first.Account!.Id, second.Account!.Id), (application.State, application.Amount, application.AuthorId, application.FirstReviewerId, application.SecondReviewerId));
        var actions = await db.AuditEntries.Where(e => e.SubjectId == application.Id.ToString()).Select(e => e.Action).ToListAsync(TestContext.Current.CancellationToken);
        foreach (var action in (string[])["Created", "Changed", "Moved", "Revealed", "Printed", "Recomputed"]) Assert.Contains(action, actions);
        Assert.Empty(await db.AuditEntries.Where(e => e.Detail!.Contains(Illness) || e.Detail.Contains("同意救助")).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_rejection_says_why_and_can_be_appealed_and_reopened(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        await using var room = await ApplicationRoom.FillAsync(server.Room);
        var (clerk, first, second, city) = (await server.SignInAsync(room.District, Role.Clerk), await server.SignInAsync(room.District, Role.FirstReviewer), await server.SignInAsync(room.District, Role.SecondReviewer), await server.SignInAsync(room.City, Role.SecondReviewer));
        var address = Address(await clerk.PostAsync("/applications/new", ("person", room.Person.Id.ToString()), ("benefit", "serious-illness"), ("fact-on", "2026-03-01"), ("fact-self_paid", "9999.99")));
        await clerk.UploadAsync(address + "/documents", "document", ApplicationRoom.Pdf, "a.pdf", ("kind", "Expense"));
        await MoveAsync(clerk, address, "clerk/submit");
        await MoveAsync(first, address, "first-review/oppose", "自付未到起付线");
        var refused = await second.PostAsync(address + "/second-review/approve", ("version", Version(await second.ReadAsync(address))));
        Assert.Contains("按规则计算为 0 元", await RefusedAsync(refused), StringComparison.Ordinal);
        await MoveAsync(second, address, "second-review/reject", "个人自付未达到起付线");
        var letter = await (await clerk.PostAsync(address + "/letter")).Content.ReadAsStringAsync();
        Assert.Contains("决定不予救助", letter, StringComparison.Ordinal);
        Assert.Contains("个人自付未达到起付线", letter, StringComparison.Ordinal);
        await MoveAsync(clerk, address, "clerk/appeal", "有一张票据漏算");
        // The one who decided does not decide again: nothing is offered, nothing is done.
        Assert.DoesNotContain("second-review/", await second.ReadAsync(address), StringComparison.Ordinal);
        Assert.Contains("不同的人", await RefusedAsync(await second.PostAsync(address + "/second-review/uphold", ("version", Version(await city.ReadAsync(address))), ("words", "维持原来的决定"))), StringComparison.Ordinal);
        await MoveAsync(city, address, "second-review/reopen", "补上票据重新计算");
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.PostAsync(address + "/edit", ("version", Version(await clerk.ReadAsync(address))), ("fact-on", "2026-03-01"), ("fact-self_paid", "10000.00"))).StatusCode);
        await MoveAsync(clerk, address, "clerk/submit");
        await MoveAsync(first, address, "first-review/support");
        await MoveAsync(second, address, "second-review/approve");
        await using var db = server.Room.Everything();
        Assert.Equal(Money.Parse("2500.00"), (await db.Set<Application>().SingleAsync(TestContext.Current.CancellationToken)).Amount);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_changed_about_the_person_after_the_submission_stops_the_approval(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var (author, first, second) = (await room.ActorAsync("author", null, Role.Clerk), await room.ActorAsync("first", null, Role.FirstReviewer), await room.ActorAsync("second", null, Role.SecondReviewer));
        var id = await room.DraftAsync(author);
        Assert.Null(await room.MoveAsync(author, id, ApplicationMove.Submit));
        Assert.Null(await room.MoveAsync(first, id, ApplicationMove.Support));
        await SetStatusAsync(room, PersonStatus.Disciplined);
        Assert.Contains("现在计算为 0.00 元", await room.MoveAsync(second, id, ApplicationMove.Approve), StringComparison.Ordinal);
        await SetStatusAsync(room, PersonStatus.Deceased);
        Assert.Contains("请退回补正", await room.MoveAsync(second, id, ApplicationMove.Approve), StringComparison.Ordinal);
        await SetStatusAsync(room, PersonStatus.Working);
        Assert.Null(await room.MoveAsync(second, id, ApplicationMove.Approve));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_grant_of_another_district_before_the_person_moved_counts(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var (author, first, second) = (await room.ActorAsync("author", null, Role.Clerk), await room.ActorAsync("first", null, Role.FirstReviewer), await room.ActorAsync("second", null, Role.SecondReviewer));
        var id = await room.DraftAsync(author);
        foreach (var (who, move) in ((Actor, ApplicationMove)[])[(author, ApplicationMove.Submit), (first, ApplicationMove.Support), (second, ApplicationMove.Approve)]) Assert.Null(await room.MoveAsync(who, id, move));
        await using (var db = room.Room.Everything())
        {
            var person = await db.Persons.SingleAsync(p => p.Id == room.Person.Id, TestContext.Current.CancellationToken);
            (person.OrganisationId, person.OrganisationPath) = (room.OtherDistrict.Id, room.OtherDistrict.OrganisationPath);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var other = await room.ActorAsync("other", room.OtherDistrict, Role.Clerk);
        Assert.Equal(Money.Zero, (await room.FindAsync(await room.DraftAsync(other))).Amount);
        Assert.Equal(Money.Parse("10000.00"), (await room.FindAsync(await room.DraftAsync(other, ApplicationRoom.Illness(illness: "乙病")))).Amount);
        // The old application stays where it was decided.
        await using var mine = room.Room.Factory.Open(other);
        Assert.Equal(2, await mine.Set<Application>().CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Computing_it_again_gives_the_same_after_the_rules_have_changed(DatabaseKind kind)
    {
        await using var room = await ApplicationRoom.OpenAsync(kind);
        var author = await room.ActorAsync("author", null, Role.Clerk);
        var id = await room.DraftAsync(author);
        await using var db = room.Room.Everything();
        var changed = Admin.Tests.Rules.RuleRoom.Read(Admin.Tests.Rules.RuleRoom.Changed("serious-illness.yaml", "is: 25%", "is: 30%"));
        var (current, _) = await room.Rules.CurrentAsync(db, default);
        var (one, two) = (await room.ActorAsync("one", room.City, Role.Clerk), await room.ActorAsync("two", room.City, Role.SecondReviewer));
        await using (var by = room.Room.Factory.Open(one))
        {
            room.Rules.Propose(by, changed, current.Id, "比例改为三成");
            await by.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await using (var by = room.Room.Factory.Open(two))
            Assert.Null(await room.Rules.DecideAsync(by, await by.Set<HonourWall.Admin.Rules.Releases.RuleRelease>().SingleAsync(r => r.State == HonourWall.Admin.Rules.Releases.RuleReleaseState.Proposed, TestContext.Current.CancellationToken), true, default));
        Assert.True(await room.Desk.RecomputeAsync(db, await room.FindAsync(id), default));
        Assert.Equal(Money.Parse("10000.00"), (await room.FindAsync(id)).Amount);
        // What is submitted from now on goes by the new rules.
        Assert.Null(await room.MoveAsync(author, id, ApplicationMove.Submit));
        Assert.Equal(Money.Parse("12000.00"), (await room.FindAsync(id)).Amount);
        Assert.True(await room.Desk.RecomputeAsync(db, await room.FindAsync(id), default));
    }

    private static async Task SetStatusAsync(ApplicationRoom room, PersonStatus status)
    {
        await using var db = room.Room.Everything();
        (await db.Persons.SingleAsync(p => p.Id == room.Person.Id)).Status = status;
        await db.SaveChangesAsync();
    }

    private static async Task MoveAsync(Browser browser, string address, string move, string words = "") =>
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync($"{address}/{move}", ("version", Version(await browser.ReadAsync(address))), ("words", words))).StatusCode);

    private static string Address(HttpResponseMessage answer) => answer.Headers.Location!.OriginalString.Split('?')[0];

    private static async Task<string> RefusedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string Version(string page) => VersionField().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"version\" value=\"([0-9]+)\"")]
    private static partial Regex VersionField();

    [GeneratedRegex("/documents/([0-9a-f-]{36})/open")]
    private static partial Regex DocumentId();
}
