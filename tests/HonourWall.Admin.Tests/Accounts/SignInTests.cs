using System.Net;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Accounts;

public class SignInTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Name_password_and_code_open_the_room_and_signing_out_closes_it(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Reader);
        Assert.Contains("甲区总工会", await browser.ReadAsync("/"), StringComparison.Ordinal);

        var stolen = server.Visit();
        stolen.Adopt(browser);
        Assert.Equal(HttpStatusCode.OK, (await stolen.GetAsync("/")).StatusCode);
        foreach (var page in (string[])["/", "/persons", "/account", "/account/password", "/nowhere"]) Assert.Contains("action=\"/sign-out\"", await (await browser.GetAsync(page)).Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var signedOut = await browser.PostAsync("/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        Assert.Equal("\"cache\"", signedOut.Headers.GetValues("Clear-Site-Data").Single());
        var answer = await browser.GetAsync("/");
        Assert.Equal("/sign-in", answer.Headers.Location?.OriginalString);
        Assert.Equal("/sign-in", (await stolen.GetAsync("/")).Headers.Location?.OriginalString);
        await using var db = server.Room.Everything();
        Assert.Equal(["password+totp"], await db.AuditEntries.Where(e => e.Action == "SignedIn").Select(e => e.Detail).ToListAsync(Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_forgotten_password_is_set_anew_within_a_day_and_leaves_the_second_factor_as_it_is(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var account = await server.AddAccountAsync(first, "someone", Role.Reader);
        async Task<string> NewCode()
        {
            // Signed in anew each time: a day passes.
            var administrator = await server.SignInAsync(first, Role.SystemAdministrator);
            return System.Text.RegularExpressions.Regex.Match(await (await administrator.PostAsync($"/accounts/{account.Id}/code", ("proof", "InPerson"), ("proof-number", "2026-1"))).Content.ReadAsStringAsync(Cancel), "[A-Z2-9]{4}(-[A-Z2-9]{4}){6}").Value;
        }
        Task<HttpResponseMessage> Set(string code, string password) => server.Visit().PostAsync("/activate", ("login", "someone"), ("activation", code), ("password", password), ("again", password));
        Task<HttpResponseMessage> SignIn(string password, string code) => server.Visit().PostAsync("/sign-in", ("login", "someone"), ("password", password), ("code", code));

        var late = await NewCode();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignIn(TestServer.Password, await server.CodeAsync(account))).StatusCode);
        server.Room.Clock.Pass(AccountPolicy.ActivationLife + TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Set(late, "vellum trail mixture")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Set(await NewCode(), "vellum trail mixture")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignIn("vellum trail mixture", "")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SignIn("vellum trail mixture", await server.CodeAsync(account))).StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_lost_second_factor_leads_back_to_the_first_visit_with_two_administrators_who_say_how_they_knew_the_person(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var account = await server.AddAccountAsync(first, "someone", Role.Reader);
        var (system, security) = (await server.SignInAsync(first, Role.SystemAdministrator), await server.SignInAsync(first, Role.SecurityAdministrator));
        var (reset, code) = ($"/accounts/{account.Id}/second-factor/reset", $"/accounts/{account.Id}/code");
        // Without evidence, or with a number that could be somebody's, nothing happens; the choice comes back.
        foreach (var (browser, address) in ((Browser, string)[])[(security, reset), (system, code)])
            foreach (var (proof, number) in ((string, string)[])[("", "2026-1"), ("InPerson", ""), ("7", "2026-1"), ("ByUnit", "11010519491231002X"), ("ByUnit", "张三的信")])
            {
                var refused = await browser.PostAsync(address, ("proof", proof), ("proof-number", number));
                Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
                if (proof == "ByUnit") Assert.Matches("value=\"ByUnit\" selected", await refused.Content.ReadAsStringAsync(Cancel));
            }
        Assert.Equal(HttpStatusCode.Redirect, (await SignIn(TestServer.Password, await server.CodeAsync(account))).StatusCode);

        Assert.Equal(HttpStatusCode.Redirect, (await security.PostAsync(reset, ("proof", "ByUnit"), ("proof-number", "2026-17"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignIn(TestServer.Password, "")).StatusCode);
        var page = await (await system.PostAsync(code, ("proof", "InPerson"), ("proof-number", "2026-18"))).Content.ReadAsStringAsync(Cancel);
        var activation = System.Text.RegularExpressions.Regex.Match(page, "[A-Z2-9]{4}(-[A-Z2-9]{4}){6}").Value;
        Assert.Equal(HttpStatusCode.Redirect, (await server.Visit().PostAsync("/activate", ("login", "someone"), ("activation", activation), ("password", "vellum trail mixture"), ("again", "vellum trail mixture"))).StatusCode);
        var arriving = server.Visit();
        Assert.Equal(HttpStatusCode.Redirect, (await arriving.PostAsync("/sign-in", ("login", "someone"), ("password", "vellum trail mixture"), ("code", ""))).StatusCode);
        Assert.Equal("/account/second-factor", (await arriving.GetAsync("/persons")).Headers.Location?.OriginalString);
        await using var db = server.Room.Everything();
        Assert.Equal(["ByUnit 2026-17", "InPerson 2026-18"], await db.AuditEntries.Where(e => e.Action == "IdentityProven" && e.SubjectId == account.Id.ToString()).OrderBy(e => e.Sequence).Select(e => e.Detail).ToListAsync(Cancel));

        Task<HttpResponseMessage> SignIn(string password, string shown) => server.Visit().PostAsync("/sign-in", ("login", "someone"), ("password", password), ("code", shown));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_disabled_account_gets_no_code_that_opens_nothing_and_a_lock_is_shown_while_it_lasts(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var account = await server.AddAccountAsync(first, "someone", Role.Reader);
        var system = await server.SignInAsync(first, Role.SystemAdministrator);
        Assert.Equal(HttpStatusCode.Redirect, (await system.PostAsync($"/accounts/{account.Id}/disable")).StatusCode);
        Assert.DoesNotContain("发一次性口令", await system.ReadAsync($"/accounts/{account.Id}"), StringComparison.Ordinal);
        var refused = await system.PostAsync($"/accounts/{account.Id}/code", ("proof", "InPerson"), ("proof-number", "2026-1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("请先恢复帐号", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await using var db = server.Room.Everything();
        Assert.Equal((true, false), ((await db.Accounts.SingleAsync(a => a.Id == account.Id, Cancel)).PasswordHash is not null, await db.AuditEntries.AnyAsync(e => e.Action == "IdentityProven", Cancel)));

        await db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.LockedUntil, server.Room.Clock.Now.AddMinutes(15)), Cancel);
        Assert.Contains("，锁定到", await system.ReadAsync($"/accounts/{account.Id}"), StringComparison.Ordinal);
        server.Room.Clock.Pass(TimeSpan.FromMinutes(16));
        Assert.DoesNotContain("，锁定到", await system.ReadAsync($"/accounts/{account.Id}"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whatever_is_wrong_the_answer_is_the_same(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var account = await server.AddAccountAsync(first, "someone", Role.Reader);
        var disabled = await server.AddAccountAsync(first, "disabled", Role.Reader);
        await using (var db = server.Room.Everything()) await db.Accounts.Where(a => a.Id == disabled.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.DisabledAt, server.Room.Clock.Now), Cancel);
        var answers = new List<string>
        {
            await Refused(server, "nobody00", TestServer.Password, "123456"),
            await Refused(server, "someone", "wrong wrong wrong", await server.CodeAsync(account)),
            await Refused(server, "someone", TestServer.Password, "000000"),
            await Refused(server, "someone", TestServer.Password, ""),
            await Refused(server, "disabled", TestServer.Password, await server.CodeAsync(disabled)),
        };
        Assert.Single(answers.Distinct());
        await using var after = server.Room.Everything();
        Assert.Equal(5, await after.AuditEntries.CountAsync(e => e.Action == "SignInRefused", Cancel));
        Assert.False(await after.AuditEntries.AnyAsync(e => e.Detail!.Contains("nobody00"), Cancel));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Five_wrong_attempts_lock_the_account_for_a_quarter_of_an_hour(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var account = await server.AddAccountAsync(first, "someone", Role.Reader);
        for (var i = 0; i < 6; i++) await Refused(server, "someone", "wrong wrong wrong", "");
        // Whoever does not know that it is locked goes on trying; that locks nothing anew.
        for (var i = 0; i < 6; i++) await Refused(server, "someone", TestServer.Password, await server.CodeAsync(account));

        server.Room.Clock.Pass(AccountPolicy.LockTime + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Redirect, (await server.Visit().PostAsync("/sign-in", ("login", "someone"), ("password", TestServer.Password), ("code", await server.CodeAsync(account)))).StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_burst_of_guesses_gets_no_more_attempts_than_one_after_the_other(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        await server.AddAccountAsync(first, "someone", Role.Reader);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Refused(server, "someone", "wrong wrong wrong", "")));
        await using var db = server.Room.Everything();
        Assert.True((await db.Accounts.SingleAsync(a => a.Login == "someone", Cancel)).LockedUntil > server.Room.Clock.Now);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task No_code_works_twice(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var account = await server.AddAccountAsync(first, "someone", Role.Reader);
        IReadOnlyList<string> recovery;
        await using (var db = server.Room.Everything()) recovery = await AccountDesk.RenewRecoveryCodesAsync(db, account, Cancel);
        foreach (var code in (string[])[await server.CodeAsync(account), recovery[0]])
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => server.Visit().PostAsync("/sign-in", ("login", "someone"), ("password", TestServer.Password), ("code", code))));
            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_session_ends_when_idle_when_old_and_when_its_account_is_disabled(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var clock = server.Room.Clock;

        var idle = await server.SignInAsync(first, Role.Reader);
        clock.Pass(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, (await idle.GetAsync("/")).StatusCode);
        clock.Pass(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.Redirect, (await idle.GetAsync("/")).StatusCode);

        var old = await server.SignInAsync(first, Role.Reader);
        for (var i = 0; i < 29; i++)
        {
            clock.Pass(TimeSpan.FromMinutes(25));
            await old.GetAsync("/");
        }
        Assert.Equal(HttpStatusCode.Redirect, (await old.GetAsync("/")).StatusCode);

        var disabled = await server.SignInAsync(first, Role.Reader);
        var administrator = await server.SignInAsync(first, Role.SystemAdministrator);
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.PostAsync($"/accounts/{disabled.Account!.Id}/disable")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await disabled.GetAsync("/")).StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_session_can_be_seen_and_killed_by_its_owner_and_by_the_security_administrator(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, second, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Reader);
        await using var db = server.Room.Everything();
        var session = await db.Sessions.SingleAsync(s => s.AccountId == browser.Account!.Id, Cancel);

        var stranger = await server.SignInAsync(second, Role.Reader);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/account/sessions/{session.Id}/end")).StatusCode);
        var elsewhere = await server.SignInAsync(second, Role.SecurityAdministrator);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.PostAsync($"/accounts/{browser.Account!.Id}/sessions/{session.Id}/end")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);

        var security = await server.SignInAsync(first, Role.SecurityAdministrator);
        Assert.Equal(HttpStatusCode.Redirect, (await security.PostAsync($"/accounts/{browser.Account.Id}/sessions/{session.Id}/end")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account")).StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_first_visit_sets_a_password_and_a_second_factor_before_anything_else(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var administrator = await server.SignInAsync(first, Role.SystemAdministrator);
        var created = await (await administrator.PostAsync("/accounts/new", ("proof", "InPerson"), ("proof-number", "2026-1"), ("login", "newcomer"), ("name", "测试新人"), ("staff-number", "G1"), ("organisation", first.Id.ToString()), ("kind", "Business"))).Content.ReadAsStringAsync();
        var code = System.Text.RegularExpressions.Regex.Match(created, "[A-Z2-9]{4}(-[A-Z2-9]{4}){6}").Value;

        var browser = server.Visit();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/activate", ("login", "newcomer"), ("activation", "AAAAA-AAAAA-AAAAA-AAAAA"), ("password", TestServer.Password), ("again", TestServer.Password))).StatusCode);
        Assert.Contains("太常见", await (await browser.PostAsync("/activate", ("login", "newcomer"), ("activation", code), ("password", "Password123456!"), ("again", "Password123456!"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/activate", ("login", "newcomer"), ("activation", code), ("password", TestServer.Password), ("again", TestServer.Password))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/activate", ("login", "newcomer"), ("activation", code), ("password", TestServer.Password + "2"), ("again", TestServer.Password + "2"))).StatusCode);

        await browser.PostAsync("/sign-in", ("login", "newcomer"), ("password", TestServer.Password), ("code", ""));
        Assert.Equal("/account/second-factor", (await browser.GetAsync("/")).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("/account/recovery-codes")).StatusCode);
        var page = await browser.ReadAsync("/account/second-factor");
        Assert.Matches("<svg class=\"qr\" [^>]*><rect [^>]*></rect><path d=\"M4 4h7v1h-7z", page);
        var secret = System.Text.RegularExpressions.Regex.Match(page, "secret=([A-Z2-7]+)").Groups[1].Value;
        var sealed_ = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(page, "name=\"secret\" value=\"([^\"]+)\"").Groups[1].Value);
        var set = await browser.PostAsync("/account/second-factor", ("secret", sealed_), ("code", Totp.Code(secret, server.Room.Clock.Now)), ("current", TestServer.Password));
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_touches_their_own_account_shows_again_who_they_are_and_goes_on_under_a_new_token(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Reader);
        var account = browser.Account!;
        Task<HttpResponseMessage> SignInAgain(Browser from, string code) => from.PostAsync("/sign-in", ("login", account.Login), ("password", TestServer.Password), ("code", code));
        async Task<string> NextCode()
        {
            server.Room.Clock.Pass(TimeSpan.FromSeconds(30));
            return await server.CodeAsync(account);
        }

        // A session left open is not enough, neither is the password alone; what worked once does not work again.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/account/recovery-codes")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/account/recovery-codes", ("password", TestServer.Password), ("code", ""))).StatusCode);
        var code = await NextCode();
        var before = server.Visit();
        before.Adopt(browser);
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/account/recovery-codes", ("password", TestServer.Password), ("code", code))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/account/recovery-codes", ("password", TestServer.Password), ("code", code))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await before.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);

        // Another session is ended with the password.
        var other = server.Visit();
        await SignInAgain(other, await NextCode());
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/account")).StatusCode);
        await using var db = server.Room.Everything();
        var end = $"/account/sessions/{await db.Sessions.Where(s => s.AccountId == account.Id && s.EndedAt == null).OrderByDescending(s => s.CreatedAt).Select(s => s.Id).FirstAsync(Cancel)}/end";
        Assert.Contains("密码不对", await (await browser.PostAsync(end, ("password", "wrong"))).Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(end, ("password", TestServer.Password))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/account")).StatusCode);

        // A new second factor asks for the former one and ends what is signed in elsewhere.
        await SignInAgain(other, await NextCode());
        var page = await browser.ReadAsync("/account/second-factor");
        var secret = System.Text.RegularExpressions.Regex.Match(page, "secret=([A-Z2-7]+)").Groups[1].Value;
        var sealed_ = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(page, "name=\"secret\" value=\"([^\"]+)\"").Groups[1].Value);
        Task<HttpResponseMessage> Bind(string former) => browser.PostAsync("/account/second-factor", ("secret", sealed_), ("code", Totp.Code(secret, server.Room.Clock.Now)), ("current", TestServer.Password), ("former", former));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Bind("")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Bind(await NextCode())).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);

        // Signing in again in the same browser ends the session that it had.
        var sessions = await db.Sessions.CountAsync(s => s.AccountId == account.Id && s.EndedAt == null, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAgain(browser, await NextCode())).StatusCode);
        Assert.Equal(sessions, await db.Sessions.CountAsync(s => s.AccountId == account.Id && s.EndedAt == null, Cancel));

        // Guessing here locks the account as guessing at the door does.
        for (var i = 0; i < 6; i++) await browser.PostAsync("/account/password", ("current", "wrong wrong wrong"), ("password", TestServer.Password + "2"), ("again", TestServer.Password + "2"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/account/password", ("current", TestServer.Password), ("password", TestServer.Password + "2"), ("again", TestServer.Password + "2"))).StatusCode);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task No_account_holds_two_of_the_three_administrations_nor_one_and_a_business_role(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var account = await server.AddAccountAsync(first, "someone", Role.SystemAdministrator);
        var security = await server.SignInAsync(first, Role.SecurityAdministrator);
        foreach (var role in (Role[])[Role.SecurityAdministrator, Role.AuditAdministrator, Role.Clerk])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await security.PostAsync($"/accounts/{account.Id}/roles/{role}/grant")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await security.PostAsync($"/accounts/{security.Account!.Id}/roles/{Role.AuditAdministrator}/grant")).StatusCode);

        // Around the domain, the database says no as well.
        foreach (var (role, asKind) in ((Role, AccountKind)[])[(Role.AuditAdministrator, AccountKind.Administration), (Role.Clerk, AccountKind.Administration), (Role.Clerk, AccountKind.Business)])
        {
            await using var db = server.Room.Everything();
            db.AccountRoles.Add(new() { AccountId = account.Id, Role = role, Kind = asKind, OrganisationPath = first.OrganisationPath });
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancel));
        }
    }

    [Theory]
    [InlineData("/persons?q=1", "/persons?q=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    public async Task After_signing_in_nobody_is_sent_elsewhere(string asked, string expected)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var account = await server.AddAccountAsync(first, "someone", Role.Reader);
        var answer = await server.Visit().PostAsync("/sign-in", ("login", "someone"), ("password", TestServer.Password), ("code", await server.CodeAsync(account)), ("return", asked));
        Assert.Equal(expected, answer.Headers.Location?.OriginalString);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_profile_mlps_asks_for_a_new_password_after_ninety_days(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind, options => options with { Policy = new(PasswordProfile.Mlps, true) });
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        await using var db = server.Room.Everything();
        var desk = (AccountDesk)server.Services.GetService(typeof(AccountDesk))!;
        var (account, _) = await desk.CreateAsync(db, first, "someone", "测试", "G9", AccountKind.Business, Cancel);
        Assert.NotNull(await desk.SetPasswordAsync(db, account, "onlyletterslong", null, Cancel));
        Assert.Null(await desk.SetPasswordAsync(db, account, "Qingtian-7788-yun", null, Cancel));
        await desk.SetSecondFactorAsync(db, account, server.Room.Vault, Totp.NewSecret(), 0, cancel: Cancel);
        server.Room.Clock.Pass(TimeSpan.FromDays(91));
        var browser = server.Visit();
        await browser.PostAsync("/sign-in", ("login", "someone"), ("password", "Qingtian-7788-yun"), ("code", await server.CodeAsync(account)));
        Assert.Equal("/account/password", (await browser.GetAsync("/")).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/account/password", ("current", "Qingtian-7788-yun"), ("password", "Qingtian-7788-yun"), ("again", "Qingtian-7788-yun"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync("/account/password", ("current", "Qingtian-7788-yun"), ("password", "Baiyun-9911-shan"), ("again", "Baiyun-9911-shan"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    private static async Task<string> Refused(TestServer server, string login, string password, string code)
    {
        var browser = server.Visit();
        browser.Token = await browser.TokenAsync();
        var answer = await browser.PostAsync("/sign-in", ("login", login), ("password", password), ("code", code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        return System.Text.RegularExpressions.Regex.Replace(text, "value=\"[^\"]*\"", "");
    }
}
