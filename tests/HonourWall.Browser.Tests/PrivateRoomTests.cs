using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Playwright;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>The pages where union staff work, each signed in as somebody who may see it: lists, one of each kind, forms.</summary>
public sealed class PrivateRoomTests(PrivateRoom room, Chromium chromium) : IClassFixture<PrivateRoom>
{
    /// <summary>What a link of a list leads to: <c>*</c> is its first one.</summary>
    public static TheoryData<string, string[]> Desks => new()
    {
        { "jingban1", ["/", "/persons", "/persons/*", "/persons/new", "/applications", "/applications/*", "/cycles", "/cycles/*", "/cycles/new", "/budgets", "/budgets/*", "/statistics", "/rules", "/organisations", "/account/second-factor"] },
        { "chuna1", ["/cycles", "/cycles/*", "/disbursements?q=测试", "/disbursements?q=测试/*", "/disbursements/export?q=测试", "/bank-files/*"] },
        { "audit", ["/audit"] },
        { "system", ["/organisations", "/organisations/*"] },
        { "security", ["/accounts", "/accounts/*"] },
    };

    [Theory]
    [MemberData(nameof(Desks))]
    public async Task Axe_finds_nothing_and_nothing_hangs_over_on_a_desktop_and_a_phone_by_day_and_by_night(string account, string[] pages)
    {
        await using var visit = await chromium.VisitAsync();
        await SignInAsync(visit, account);
        foreach (var page in pages)
        {
            var answer = await visit.GoAsync(room.At(await FindAsync(visit, page)));
            Assert.True(answer?.Status == 200, $"{page} for {account}: {answer?.Status}");
            await visit.Page.SetViewportSizeAsync(Viewport.Desktop.Width, Viewport.Desktop.Height);
            await Axe.FindsNothingAsync(visit.Page, Axe.Rules, $"{page} for {account}");
            await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
            await Axe.FindsNothingAsync(visit.Page, Axe.Colours, $"{page} for {account} by night");
            await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
            await visit.Page.SetViewportSizeAsync(Viewport.Phone.Width, Viewport.Phone.Height);
            var overhanging = await visit.OverhangingAsync();
            Assert.True(overhanging.Length == 0, $"{page} for {account}: {string.Join("; ", overhanging)}");
        }
        Assert.True(visit.Complaints.Count == 0, string.Join("\n", visit.Complaints));
    }

    [Theory]
    [InlineData(360)]
    [InlineData(740)]
    [InlineData(1024)]
    [InlineData(1120)]
    [InlineData(1280)]
    public async Task The_menu_is_there_in_every_width(int width)
    {
        await using var visit = await chromium.VisitAsync();
        await visit.Page.SetViewportSizeAsync(width, 768);
        await SignInAsync(visit, "jingban1");
        foreach (var link in await visit.Page.Locator(".mast nav a").AllAsync()) await Assertions.Expect(link).ToBeVisibleAsync();
        await visit.Page.Locator(".mast nav a[href='/cycles']").ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(room.At("/cycles"));
        var overhanging = await visit.OverhangingAsync();
        Assert.True(overhanging.Length == 0, string.Join("; ", overhanging));
    }

    [Fact]
    public async Task A_number_a_status_and_a_short_name_in_a_list_stand_on_one_line_each()
    {
        await using var visit = await chromium.VisitAsync();
        await SignInAsync(visit, "jingban1");
        foreach (var page in (string[])["/persons", "/cycles/*"])
        {
            await visit.GoAsync(room.At(await FindAsync(visit, page)));
            foreach (var (width, height) in ((int, int)[])[(Viewport.Desktop.Width, Viewport.Desktop.Height), (640, 800), (Viewport.Phone.Width, Viewport.Phone.Height)])
            {
                await visit.Page.SetViewportSizeAsync(width, height);
                var broken = await visit.Page.EvaluateAsync<string[]>("""
                    () => [...document.querySelectorAll('.scroll > .tab :is(.mask, .short, th[scope=row])')].filter((cell) => {
                      const text = document.createRange()
                      text.selectNodeContents(cell)
                      const ends = [...text.getClientRects()].map((line) => line.bottom)
                      return Math.max(...ends) - Math.min(...ends) > 12
                    }).map((cell) => cell.textContent)
                    """);
                Assert.True(broken.Length == 0, $"{page} at {width}: {string.Join('、', broken)}");
            }
        }
    }

    [Fact]
    public async Task A_button_stands_level_with_the_field_and_the_buttons_beside_it()
    {
        await using var visit = await chromium.VisitAsync();
        await SignInAsync(visit, "jingban1");
        await visit.GoAsync(room.At(await FindAsync(visit, "/applications/*")));
        await ExpectLevelAsync(visit.Page.Locator("section[aria-labelledby=documents] li .acts :is(input:not([type=hidden]), button)"));
        await visit.GoAsync(room.At("/persons/import"));
        await visit.Page.Locator("select[name=organisation]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await visit.Page.Locator("input[name=list]").SetInputFilesAsync(new FilePayload { Name = "名单.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes("姓名,单位\n测试甲,示例厂\n") });
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "上传并检查" }).ClickAsync();
        await ExpectLevelAsync(visit.Page.Locator("main > .acts .btn"));
        await Axe.FindsNothingAsync(visit.Page, Axe.Rules, "what will be imported");
    }

    private static async Task ExpectLevelAsync(ILocator parts)
    {
        await Assertions.Expect(parts.First).ToBeVisibleAsync();
        var bottoms = await parts.EvaluateAllAsync<double[]>("parts => parts.map((part) => Math.round(part.getBoundingClientRect().bottom))");
        Assert.True(bottoms.Length > 1 && bottoms.Distinct().Count() == 1, string.Join(' ', bottoms));
    }

    [Fact]
    public async Task Who_presses_twice_sees_the_answer_to_the_first_press()
    {
        await using var visit = await chromium.VisitAsync();
        await SignInAsync(visit, "jingban1");
        var sent = 0;
        // Slower than a finger.
        await visit.Page.RouteAsync("**/persons/find", async route =>
        {
            sent++;
            await Task.Delay(500);
            await route.ContinueAsync();
        });
        await visit.GoAsync(room.At("/persons"));
        await visit.Page.Locator("details:has(form[action='/persons/find']) summary").ClickAsync();
        await visit.Page.Locator("form[action='/persons/find'] input[name=number]").FillAsync("没有的号码");
        // Once the first is on its way.
        await visit.Page.Locator("form[action='/persons/find'] button").EvaluateAsync("button => { button.click(); setTimeout(() => button.click(), 150) }");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(room.At("/persons/find"));
        Assert.Equal(1, sent);
    }

    [Fact]
    public async Task Paper_shows_what_was_decided_and_no_forms()
    {
        await using var visit = await chromium.VisitAsync();
        await SignInAsync(visit, "jingban1");
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        foreach (var page in (string[])["/applications/*", "/cycles/*"])
        {
            await visit.GoAsync(room.At(await FindAsync(visit, page)));
            Assert.True(await visit.Page.Locator("h1").IsVisibleAsync());
            foreach (var part in (string[])[".mast", "form", ".next", ".acts"])
            {
                foreach (var found in await visit.Page.Locator(part).AllAsync()) Assert.False(await found.IsVisibleAsync(), $"{part} on {page}");
            }
        }
    }

    [Fact]
    public async Task What_a_page_shows_goes_when_the_session_ends_in_another_tab_by_time_or_without_the_server()
    {
        await using var visit = await chromium.VisitAsync();
        await SignInAsync(visit, "jingban1");
        var page = visit.Page;
        var other = await page.Context.NewPageAsync();

        // Signed out in one tab: the other shows nothing any more.
        await page.GotoAsync(room.At("/persons"));
        await other.GotoAsync(room.At("/persons"));
        await page.Locator("form[action='/sign-out'] button").ClickAsync();
        await ExpectClearedAsync(other);

        // Ended from elsewhere, with nobody touching this tab: the next look at it finds out.
        await SignInAsync(visit, "jingban1");
        await page.Clock.InstallAsync();
        await page.GotoAsync(room.At("/persons"));
        await page.Context.ClearCookiesAsync();
        await page.Clock.RunForAsync(31_000);
        await ExpectClearedAsync(page);

        // Idle, and the server out of reach: first a warning with a way to go on, then nothing is left. Typing is using.
        await SignInAsync(visit, "jingban1");
        await page.GotoAsync(room.At("/persons/new"));
        await page.Clock.RunForAsync(20 * 60_000);
        await page.RunAndWaitForResponseAsync(() => page.Locator("input[name=name]").FillAsync("测试打字"), answer => answer.Url.EndsWith("/session?keep=1", StringComparison.Ordinal));
        await page.Clock.RunForAsync(20 * 60_000);
        await Assertions.Expect(page.Locator("input[name=name]")).ToHaveValueAsync("测试打字");
        await page.Context.SetOfflineAsync(true);
        await page.Clock.RunForAsync(9 * 60_000);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("两分钟内会话就要结束");
        await Axe.FindsNothingAsync(page, Axe.Rules, "the warning");
        await page.Clock.RunForAsync(3 * 60_000);
        await ExpectClearedAsync(page);
        await page.Context.SetOfflineAsync(false);
    }

    private static async Task ExpectClearedAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("会话已结束");
        Assert.DoesNotContain("测试", await page.ContentAsync(), StringComparison.Ordinal);
    }

    private async Task SignInAsync(Visit visit, string account)
    {
        await visit.GoAsync(room.At("/sign-in"));
        await visit.Page.Locator("input[autocomplete=username]").FillAsync(account);
        await visit.Page.Locator("input[autocomplete=current-password]").FillAsync(room.Password);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
        if (visit.Page.Url.EndsWith('/') && await visit.Page.Locator("a[href='/account/second-factor']").CountAsync() > 0) await BindAsync(visit);
        visit.Forget();
    }

    /// <summary>Administrators work with a second factor only: binds one, as an authenticator does (RFC 6238).</summary>
    private async Task BindAsync(Visit visit)
    {
        await visit.GoAsync(room.At("/account/second-factor"));
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat((await visit.Page.Locator(".secret").InnerTextAsync()).Where(char.IsAsciiLetterOrDigit).Select(c => Convert.ToString(letters.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        // A code lives thirty seconds: with time enough to type it.
        if (DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 30 is > 15 and var gone) await Task.Delay(TimeSpan.FromSeconds(30 - gone));
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // what authenticators compute
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var code = (BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue) % 1_000_000;
        await visit.Page.Locator("input[name=code]").FillAsync(code.ToString("000000", CultureInfo.InvariantCulture));
        await visit.Page.Locator("input[name=current]").FillAsync(room.Password);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator("input[name=code]")).ToHaveCountAsync(0);
    }

    private async Task<string> FindAsync(Visit visit, string page)
    {
        if (!page.EndsWith('*')) return page;
        // A bank file has no list of its own: the cycle that was paid shows it.
        if (page == "/bank-files/*") await visit.GoAsync(room.At(await FindAsync(visit, "/cycles?status=Paying/*")));
        var list = page[..^2];
        if (page != "/bank-files/*") await visit.GoAsync(room.At(list));
        var links = await visit.Page.Locator($"main a[href^='{list.Split('?')[0]}/']").EvaluateAllAsync<string[]>("links => links.map((a) => a.getAttribute('href')).filter((href) => /[0-9a-f-]{36}$/.test(href))");
        Assert.NotEmpty(links);
        return links[0];
    }
}
