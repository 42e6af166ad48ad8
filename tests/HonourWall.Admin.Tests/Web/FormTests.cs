using System.Net;
using System.Text.RegularExpressions;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Web;

/// <summary>No form loses what was typed: not the small ones on the pages of a person or a payment, and none when the session or the token has ended.</summary>
public partial class FormTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_small_form_says_at_its_field_what_is_wrong_and_holds_what_was_typed(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, first, persons: 5);
        var (clerk, reviewer, payer, system) = (await server.SignInAsync(first, Role.Clerk), await server.SignInAsync(first, Role.FirstReviewer), await server.SignInAsync(first, Role.Payer), await server.SignInAsync(first, Role.SystemAdministrator));
        var cycle = await pay.DraftAsync();
        PayRoom.Must(await pay.FreezeAsync(cycle));
        var payment = (await pay.RowsAsync(cycle))[0];
        var person = $"/persons/{payment.PersonId}";

        Assert.Contains("id=\"f-phone-error\">电话写成", await RefusedAsync(clerk, person + "/relatives", ("relation", "父母"), ("name", "测试家属"), ("phone", "12")), StringComparison.Ordinal);
        var relative = await RefusedAsync(clerk, person + "/relatives", ("relation", "父母"), ("name", "测试家属"), ("phone", "010-12345678"), ("id-number", "999999199003070081"), ("contact", "yes"));
        foreach (var kept in (string[])["value=\"测试家属\"", "value=\"010-12345678\"", "value=\"999999199003070081\"", "<option value=\"父母\" selected", "value=\"yes\" checked", "id=\"f-id-number-error\"", "校验位不对"]) Assert.Contains(kept, relative, StringComparison.Ordinal);
        var reveal = await RefusedAsync(clerk, person + "/reveal", ("field", "bank_card"), ("reason", "看看"));
        foreach (var kept in (string[])["value=\"看看\"", "<option value=\"bank_card\" selected", "id=\"f-reason-error\"", "<details class=\"gap\" open"]) Assert.Contains(kept, reveal, StringComparison.Ordinal);
        Assert.Contains("value=\"没有的号码\"", await (await clerk.PostAsync("/persons/find", ("number", "没有的号码"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var export = await RefusedAsync(clerk, $"/cycles/{cycle.Id}/export", ("format", "csv"), ("names", "masked"), ("reason", "短"));
        foreach (var kept in (string[])["<option value=\"csv\" selected", "<option value=\"masked\" selected", "id=\"f-reason-error\""]) Assert.Contains(kept, export, StringComparison.Ordinal);
        var returned = await RefusedAsync(reviewer, $"/cycles/{cycle.Id}/return", ("reason", "？"));
        foreach (var kept in (string[])["value=\"？\"", "id=\"f-return-reason-error\""]) Assert.Contains(kept, returned, StringComparison.Ordinal);
        var stopped = await RefusedAsync(reviewer, $"/disbursements/{payment.Id}/stop", ("reason", "？"));
        foreach (var kept in (string[])["value=\"？\"", "id=\"f-reason-error\""]) Assert.Contains(kept, stopped, StringComparison.Ordinal);

        var budget = await RefusedAsync(clerk, $"/budgets/{pay.Budget.Id}/propose", ("amount", "二百万"), ("basis", "测试文号 9"));
        foreach (var kept in (string[])["value=\"二百万\"", "value=\"测试文号 9\"", "id=\"f-amount-error\""]) Assert.Contains(kept, budget, StringComparison.Ordinal);
        var child = await RefusedAsync(system, $"/organisations/{first.Id}/children", ("name", "某"), ("level", "Street"));
        foreach (var kept in (string[])["value=\"某\"", "id=\"f-c-name-error\"", "href=\"#f-c-name\"", "value=\"甲区总工会\""]) Assert.Contains(kept, child, StringComparison.Ordinal);
        var list = await RefusedAsync(clerk, "/persons/import", ("organisation", first.Id.ToString()));
        foreach (var kept in (string[])[$"<option value=\"{first.Id}\" selected", "id=\"f-list-error\""]) Assert.Contains(kept, list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await payer.PostAsync(person + "/relatives", ("name", "测试家属"))).StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_organisations_below_one_have_two_names(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, second, _) = await server.Room.GrowTreeAsync();
        var system = await server.SignInAsync(first, Role.SystemAdministrator);
        foreach (var name in (string[])["测试甲公司工会", "测试乙公司工会"]) Assert.Equal(HttpStatusCode.Redirect, (await system.PostAsync($"/organisations/{first.Id}/children", ("name", name), ("level", "Street"))).StatusCode);
        Assert.Contains("下面已有“测试甲公司工会”", await RefusedAsync(system, $"/organisations/{first.Id}/children", ("name", " 测试甲公司工会"), ("level", "Street")), StringComparison.Ordinal);
        await using var db = server.Room.Everything();
        var other = await db.Organisations.SingleAsync(o => o.Name == "测试乙公司工会", TestContext.Current.CancellationToken);
        Assert.Contains("同一上级下面已有“测试甲公司工会”", await RefusedAsync(system, $"/organisations/{other.Id}/name", ("name", "测试甲公司工会")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await system.PostAsync($"/organisations/{other.Id}/name", ("name", "测试乙公司工会"))).StatusCode);
        // Elsewhere the name is free.
        Assert.Equal(HttpStatusCode.Redirect, (await (await server.SignInAsync(second, Role.SystemAdministrator)).PostAsync($"/organisations/{second.Id}/children", ("name", "测试甲公司工会"), ("level", "Street"))).StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_form_that_comes_after_the_session_has_ended_is_kept_and_goes_through_after_signing_in_again(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        var token = TokenOf(await browser.ReadAsync("/persons/new"));
        (string, string)[] typed = [("name", "测试<一>"), ("organisation", first.Id.ToString()), ("status", "在职"), ("unit", "示例公司"), ("honours", "全国劳动模范 2010\n北京市劳动模范 2005"), ("_form", token)];
        server.Room.Clock.Pass(TimeSpan.FromHours(13));

        var answer = await SendAsync(browser, "/persons/new", typed);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("name=\"name\" value=\"测试&lt;一&gt;\"", page, StringComparison.Ordinal);
        var kept = HiddenOf(page);
        Assert.Equal(typed.OrderBy(f => f.Item1), kept.OrderBy(f => f.Item1));

        // In another window.
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(browser, "/sign-in", [("login", browser.Account!.Login), ("password", TestServer.Password), ("code", await server.CodeAsync(browser.Account)), ("_form", TokenOf(await browser.ReadAsync("/sign-in")))])).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(browser, "/persons/new", kept)).StatusCode);
        await using var db = server.Room.Everything();
        Assert.Equal(2, (await db.Persons.Include(p => p.Honours).SingleAsync(p => p.Name == "测试<一>", TestContext.Current.CancellationToken)).Honours.Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_form_whose_token_has_ended_is_kept_unless_it_comes_from_elsewhere_or_holds_a_password(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        (string, string)[] typed = [("name", "测试一"), ("organisation", first.Id.ToString()), ("status", "在职"), ("_form", "CfDJ8old")];

        var answer = await SendAsync(browser, "/persons/new", typed);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var kept = HiddenOf(await answer.Content.ReadAsStringAsync());
        Assert.Contains(("name", "测试一"), kept);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(browser, "/persons/new", kept)).StatusCode);

        foreach (var site in (string?[])[null, "cross-site", "same-site", "none"])
            Assert.DoesNotContain("测试一", await (await SendAsync(browser, "/persons/new", typed, site)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("长密码", await (await SendAsync(browser, "/account/password", [("current", "长密码"), ("password", "长密码二"), ("_form", "CfDJ8old")])).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>Before anybody knows who sent it, as with a database that is away, and in the middle of the step, as with a disk that is full.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_form_that_ends_in_an_error_of_the_server_is_kept_and_goes_through_once_that_is_mended(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        List<(string Name, string Value)> form = [("name", "测试<一>"), ("organisation", first.Id.ToString()), ("status", "在职"), ("address", "示例路1号"), ("_form", TokenOf(await browser.ReadAsync("/persons/new")))];
        await using var db = server.Room.Everything();
        foreach (var (broken, mended) in ((string, string)[])[("ALTER TABLE sessions RENAME TO away", "ALTER TABLE away RENAME TO sessions"), ("ALTER TABLE person_events RENAME TO away", "ALTER TABLE away RENAME TO person_events")])
        {
            await db.Database.ExecuteSqlRawAsync(broken, TestContext.Current.CancellationToken);
            var answer = await SendAsync(browser, "/persons/new", form);
            var (page, elsewhere) = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await (await SendAsync(browser, "/persons/new", form, "cross-site")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            await db.Database.ExecuteSqlRawAsync(mended, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.Contains("过一会儿再提交一次", page, StringComparison.Ordinal);
            Assert.Matches("请把编号 [0-9a-f]{8} 告诉系统管理员", page);
            Assert.DoesNotContain("示例路", elsewhere, StringComparison.Ordinal);
            Assert.Equal(form.Order(), HiddenOf(page).Order());
            form = HiddenOf(page);
            Assert.Equal(0, await db.Persons.CountAsync(TestContext.Current.CancellationToken));
        }
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(browser, "/persons/new", form)).StatusCode);
        Assert.Equal("测试<一>", (await db.Persons.SingleAsync(TestContext.Current.CancellationToken)).Name);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_button_that_is_pressed_twice_does_its_work_once_and_both_times_leads_to_it(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, first, persons: 1);
        var clerk = await server.SignInAsync(first, Role.Clerk);
        async Task<string[]> PressAsync(string address, params (string, string)[] form)
        {
            clerk.Token = TokenOf(await clerk.ReadAsync("/persons/new"));
            var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => clerk.PostAsync(address, form))));
            clerk.Token = null;
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
            return [.. answers.Select(answer => answer.Headers.Location!.OriginalString).Distinct()];
        }
        var person = Assert.Single(await PressAsync("/persons/new", ("name", "测试一"), ("organisation", first.Id.ToString()), ("status", "在职"), ("honours", "全国劳动模范 2010"))).Split('?')[0];
        Assert.Single(await PressAsync(person + "/relatives", ("relation", "配偶"), ("name", "测试家属")));
        Assert.Single(await PressAsync("/cycles/new", ("organisation", first.Id.ToString()), ("programme", "Festival"), ("year", "2026"), ("purpose", "春节"), ("pay-on", "2026-03-10"), ("budget", pay.Budget.Id.ToString()), ("basis", "测试文号 9"), ("amount", "500")));
        Assert.Single(await PressAsync("/applications/new", ("person", person[^36..]), ("benefit", "fire"), ("fact-on", "2026-03-01"), ("fact-loss", "20000")));
        await using var db = server.Room.Everything();
        var cancel = TestContext.Current.CancellationToken;
        Assert.Equal((1, 1, 1, 1), (await db.Persons.CountAsync(p => p.Name == "测试一", cancel), await db.Set<Admin.Registry.Relative>().CountAsync(cancel), await db.Set<Admin.Disbursements.Cycle>().CountAsync(cancel), await db.Set<Admin.Applications.Application>().CountAsync(cancel)));

        // From the form once more, as a new page: that is another one.
        Assert.NotEqual(person, Assert.Single(await PressAsync("/persons/new", ("name", "测试一"), ("organisation", first.Id.ToString()), ("status", "在职"), ("honours", "全国劳动模范 2010"))).Split('?')[0]);
    }

    private static async Task<string> RefusedAsync(Browser browser, string address, params (string, string)[] fields)
    {
        var answer = await browser.PostAsync(address, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, $"{address}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser browser, string address, IEnumerable<(string Name, string Value)> fields, string? site = "same-origin")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]) };
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        return await browser.SendAsync(request);
    }

    private static string TokenOf(string page) => HiddenOf(page).Last(f => f.Name == "_form").Value;

    // Of the main part: signing out has a form of its own.
    private static List<(string Name, string Value)> HiddenOf(string page) =>
        [.. Hidden().Matches(page[page.IndexOf("<main", StringComparison.Ordinal)..]).Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)))];

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
