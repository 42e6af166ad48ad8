using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>The honour wall, small (the real content) and large (names come by script).</summary>
public sealed class WallTests(BuiltSites sites, LargeWall large, Chromium chromium)
{
    private const string Wall = "/wall/";

    [Fact]
    public async Task Every_name_is_engraved_in_the_end_and_leads_to_its_page()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(large.Site.At(Wall));
        await EngravedAsync(visit);

        var links = await visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.grp > a')].map(a => a.id + ' ' + a.textContent + ' ' + new URL(a.href).pathname)");

        var expected = large.People.GroupBy(p => p.Year).SelectMany(y => y.Select((p, i) => $"n-{p.Year}-{(i < 30 ? "country" : "city")}-{p.Id} {p.Name} /honourees/{p.Id}/"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), links.Order(StringComparer.Ordinal));
        Assert.Empty(visit.Complaints);
    }

    public static TheoryData<int, int, bool, string> Sizes => new()
    {
        { 1440, 900, false, "mid" }, { 1440, 900, false, "far" }, { 1440, 900, false, "near" }, { 390, 844, false, "mid" }, { 390, 844, true, "mid" }, { 820, 1180, false, "far" },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task The_room_kept_for_a_block_is_the_room_it_takes(int width, int height, bool elder, string zoom)
    {
        await using var visit = await chromium.VisitAsync(new Viewport(width, height), elder: elder);
        await WatchShiftsAsync(visit);
        await visit.GoAsync(large.Site.At($"{Wall}?zoom={zoom}"));
        var before = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
        await EngravedAsync(visit);
        Assert.Empty(await ShiftsAsync(visit));
        // What the check below does to the blocks is no shift of the page's own.
        var wrong = await visit.Page.EvaluateAsync<string[]>("""
            () => {
              for (const e of document.querySelectorAll('.grp')) e.style.contentVisibility = 'visible';
              const kept = [...document.querySelectorAll('.grp.far')].map(e => [e, e.offsetHeight]);
              for (const [e] of kept) e.style.height = 'auto';
              return [String(kept.length), ...kept.filter(([e, h]) => Math.abs(h - e.offsetHeight) > 1).map(([e, h]) => `${e.querySelector('[id]').id} ${h} ${e.offsetHeight}`)];
            }
            """);
        Assert.NotEqual("0", wrong[0]);
        Assert.Single(wrong);
        Assert.InRange(await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"), before - 2, before + 2); // fractions of a pixel
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "nothing is wider than the window");
    }

    [Theory]
    [InlineData(820, 1180, "far")]
    [InlineData(390, 844, "mid")]
    public async Task Nothing_moves_when_the_scripts_come_late_on_a_slow_machine(int width, int height, string zoom)
    {
        await using var visit = await chromium.VisitAsync(new Viewport(width, height));
        await WatchShiftsAsync(visit);
        await visit.Page.RouteAsync(new Regex(@"/wall-\w+\.\w+\.js$"), async route =>
        {
            await Task.Delay(500);
            await route.ContinueAsync();
        });
        await (await visit.Page.Context.NewCDPSessionAsync(visit.Page)).SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = 4 });
        await visit.GoAsync(sites.Content.At($"{Wall}?zoom={zoom}"));
        await EngravedAsync(visit);
        Assert.Empty(await ShiftsAsync(visit));
    }

    [Theory]
    [InlineData(320, false)]
    [InlineData(390, true)]
    [InlineData(768, true)]
    [InlineData(1280, false)]
    public async Task The_year_stands_beside_the_names_and_never_over_them(int width, bool elder)
    {
        await using var visit = await chromium.VisitAsync(new Viewport(width, 900), elder: elder);
        await visit.GoAsync(sites.Content.At(Wall));
        var over = await visit.Page.EvaluateAsync<string[]>("""
            () => {
              const boxes = (stele, parts) => [...stele.querySelectorAll(parts)].map(e => [e.textContent.trim(), e.getBoundingClientRect()]).filter(([, box]) => box.width);
              return [...document.querySelectorAll('.stele')].flatMap(stele => boxes(stele, ':scope > header > *').flatMap(([year, a]) => boxes(stele, '.body h3, .body a, .body p, .foot')
                .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1).map(([name]) => `${stele.id}: ${year} over ${name}`)));
            }
            """);
        Assert.Empty(over);
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "nothing is wider than the window");
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(1280, 800)]
    public async Task A_link_to_a_name_brings_it_to_the_middle_of_the_screen(int width, int height)
    {
        var (year, _, id) = large.People[2700];
        await using var visit = await chromium.VisitAsync(new Viewport(width, height));
        await visit.GoAsync(large.Site.At($"{Wall}#n-{year}-country-{id}"));
        var name = visit.Page.Locator(".grp > a.here");
        await Assertions.Expect(name).ToHaveTextAsync(large.People[2700].Name);
        await Assertions.Expect(name).ToBeInViewportAsync();
        Assert.InRange(await name.EvaluateAsync<double>("(e) => { const { top, bottom } = e.getBoundingClientRect(); return (top + bottom) / 2 / innerHeight; }"), .35, .65);
        await Assertions.Expect(visit.Page.Locator(".spine [aria-current]")).ToHaveTextAsync(year.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_page_of_a_person_leads_to_the_name_on_the_wall()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At("/honourees/shi-chuanxiang/"));
        await visit.Page.Locator("a[href*='wall/#n-']").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".grp > a.here")).ToHaveTextAsync("时传祥");
    }

    [Theory]
    [InlineData("单国强", "单国强")]
    [InlineData("單國強", "单国强")]
    [InlineData("shanguoqiang", "单国强")]
    [InlineData("Shàn Guóqiáng", "单国强")]
    [InlineData("sgq", "单国强")]
    [InlineData("单gq", "单国强")]
    [InlineData("艾力江", "买买提·艾力江")]
    [InlineData("买买提·艾力江", "买买提·艾力江")]
    [InlineData("mmtalj", "买买提·艾力江")]
    [InlineData("ouyangming", "欧阳明")]
    public async Task Typing_lights_up_the_names_that_match(string typed, string name)
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(large.Site.At(Wall));
        await visit.Page.FillAsync("#w", typed);
        await Assertions.Expect(visit.Page.Locator("#said")).ToContainTextAsync(LitText(large.People.Where(p => p.Name == name)));
        await visit.Page.PressAsync("#w", "Enter");
        await Assertions.Expect(visit.Page.Locator(".lit.at")).ToHaveTextAsync(name);
        await Assertions.Expect(visit.Page.Locator(".lit.at")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_surname_lights_up_all_who_bear_it_and_each_year_counts_them()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(large.Site.At(Wall));
        await visit.Page.FillAsync("#w", "魏");
        var bearers = large.People.Where(p => p.Name.Contains('魏', StringComparison.Ordinal)).ToList();
        await Assertions.Expect(visit.Page.Locator("#said")).ToHaveTextAsync(LitText(bearers));
        var counted = await visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.spine .hit')].map(a => a.textContent + ' ' + a.dataset.n)");
        Assert.Equal(bearers.GroupBy(p => p.Year).Select(g => $"{g.Key.ToString(CultureInfo.InvariantCulture)} {g.Count().ToString(CultureInfo.InvariantCulture)}"), counted);
        Assert.True(await visit.Page.Locator(".lit").CountAsync() < bearers.Count, "names far away are not painted yet");
        await visit.Page.EvaluateAsync("() => scrollTo(0, document.querySelector('#y2019').offsetTop)");
        await Assertions.Expect(visit.Page.Locator("#y2019 .lit")).ToHaveCountAsync(bearers.Count(p => p.Year == 2019));
    }

    [Fact]
    public async Task Next_goes_through_the_lit_names_and_says_which()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(large.Site.At(Wall));
        await visit.Page.FillAsync("#w", "瞿");
        await Assertions.Expect(visit.Page.Locator("#said")).ToContainTextAsync("亮起");
        await visit.Page.ClickAsync("#light .btn");
        await Assertions.Expect(visit.Page.Locator("#said")).ToContainTextAsync("第 1 个");
        var first = await visit.Page.Locator(".lit.at").GetAttributeAsync("id");
        await visit.Page.ClickAsync("#light .btn");
        await Assertions.Expect(visit.Page.Locator("#said")).ToContainTextAsync("第 2 个");
        await visit.Page.PressAsync("#w", "Shift+Enter");
        await Assertions.Expect(visit.Page.Locator(".lit.at")).ToHaveAttributeAsync("id", first!); // it was lit
        await visit.Page.PressAsync("#w", "ArrowDown");
        Assert.Equal(first, await FocusedAsync(visit));
        await visit.Page.Keyboard.PressAsync("Escape");
        Assert.Equal("w", await FocusedAsync(visit));
    }

    [Fact]
    public async Task A_name_that_is_not_there_is_looked_for_in_the_whole_site()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(large.Site.At(Wall));
        await visit.Page.FillAsync("#w", "诸葛");
        await Assertions.Expect(visit.Page.Locator("#said")).ToHaveTextAsync("墙上没有这个名字，在全站找");
        await visit.Page.ClickAsync("#said a");
        await visit.Page.WaitForURLAsync(large.Site.At("/search/?q=%E8%AF%B8%E8%91%9B"));
    }

    [Fact]
    public async Task The_address_keeps_what_is_lit_and_back_leads_to_the_name()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(large.Site.At($"{Wall}?q=sgq&zoom=near"));
        await Assertions.Expect(visit.Page.Locator("#said")).ToContainTextAsync("亮起");
        await visit.Page.PressAsync("#w", "Enter");
        await visit.Page.Locator(".lit.at").ClickAsync();
        await visit.Page.WaitForURLAsync("**/honourees/*/");
        await visit.Page.GoBackAsync();
        await Assertions.Expect(visit.Page.Locator(".here")).ToBeInViewportAsync();
        await Assertions.Expect(visit.Page.Locator(".here.lit")).ToHaveTextAsync("单国强");
        Assert.Equal("sgq", await visit.Page.InputValueAsync("#w"));
        Assert.True(await visit.Page.IsCheckedAsync(".zoom [value=near]"));
        await visit.Page.FillAsync("#w", "");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/wall/\?zoom=near#"));
    }

    [Fact]
    public async Task Back_after_a_search_puts_the_lights_out()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At(Wall));
        await visit.Page.FillAsync("#w", "刘");
        await Assertions.Expect(visit.Page.Locator(".lit").First).ToBeVisibleAsync();
        await visit.Page.GoBackAsync();
        await Assertions.Expect(visit.Page.Locator(".lit")).ToHaveCountAsync(0);
        Assert.Equal("", await visit.Page.InputValueAsync("#w"));
    }

    [Fact]
    public async Task Arrows_walk_the_names_as_they_stand()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(large.Site.At(Wall));
        await visit.Page.Locator("#y1980 .grp > a").First.FocusAsync();
        var first = await PlaceAsync(visit);
        await visit.Page.Keyboard.PressAsync("ArrowLeft");
        var left = await PlaceAsync(visit);
        Assert.True(left.X < first.X && left.Y == first.Y, "left is the next name of the register");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        var below = await PlaceAsync(visit);
        Assert.True(below.Y > left.Y && Math.Abs(below.X - left.X) < 60, "down is the register below");
        await visit.Page.Keyboard.PressAsync("ArrowUp");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal(first, await PlaceAsync(visit));
        await visit.Page.Keyboard.PressAsync("End");
        Assert.Equal(await visit.Page.Locator("#y1980 .grp > a").Last.GetAttributeAsync("id"), await FocusedAsync(visit));
        await visit.Page.Keyboard.PressAsync("ArrowLeft");
        Assert.StartsWith("n-1981-country-", await FocusedAsync(visit), StringComparison.Ordinal);
        await visit.Page.Keyboard.PressAsync("Home");
        Assert.Equal(await visit.Page.Locator("#y1981 .grp > a").First.GetAttributeAsync("id"), await FocusedAsync(visit));
    }

    [Fact]
    public async Task Tab_reaches_one_name_of_each_block_and_one_year_of_the_rail()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(large.Site.At(Wall));
        await EngravedAsync(visit);
        Assert.Equal(await visit.Page.Locator(".grp").CountAsync(), await visit.Page.Locator(".grp > a[tabindex='0']").CountAsync());
        Assert.Equal(LargeWall.Names, await visit.Page.Locator(".grp > a[tabindex]").CountAsync());
        Assert.Equal(1, await visit.Page.Locator(".spine a[tabindex='0']").CountAsync());
    }

    [Fact]
    public async Task The_rail_is_pressed_dragged_walked_and_follows()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(large.Site.At(Wall));
        var current = visit.Page.Locator(".spine [aria-current]");
        await visit.Page.Locator(".spine a[href='#y1995']").ClickAsync(new LocatorClickOptions { Position = new Position { X = 10, Y = 2 } });
        await Assertions.Expect(visit.Page.Locator("#y1995")).ToBeInViewportAsync();
        await Assertions.Expect(current).ToHaveTextAsync("1995");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(large.Site.At($"{Wall}#y1995"));

        var box = await visit.Page.Locator(".spine a[href='#y2010']").BoundingBoxAsync();
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync(box!.X + 20, box.Y + 1); // the rail is there
        await Assertions.Expect(visit.Page.Locator("#y2010")).ToBeInViewportAsync();
        await visit.Page.Mouse.UpAsync();
        await visit.Page.Locator(".spine [href='#y2010']").FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(current).ToHaveTextAsync("2009");

        await visit.Page.SelectOptionAsync("#year", "y1982");
        await Assertions.Expect(visit.Page.Locator("#y1982")).ToBeInViewportAsync();
        await visit.Page.Mouse.WheelAsync(0, 20000);
        await Assertions.Expect(current).Not.ToHaveTextAsync("1982");
        Assert.Equal(await current.TextContentAsync(), (await visit.Page.Locator("#year option:checked").TextContentAsync())![..4]); // an option is chosen
    }

    [Fact]
    public async Task Far_and_near_keep_the_stele_in_view()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(large.Site.At($"{Wall}#y2005"));
        await EngravedAsync(visit);
        var height = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
        await ZoomAsync("far");
        await Assertions.Expect(visit.Page.Locator("#y2005")).ToBeInViewportAsync();
        await ZoomAsync("near");
        await Assertions.Expect(visit.Page.Locator("#y2005")).ToBeInViewportAsync();
        await ZoomAsync("mid");
        await Assertions.Expect(visit.Page.Locator("#y2005 h2")).ToBeInViewportAsync();
        Assert.Equal(height, await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"));

        // Playwright's own click first scrolls to where the sticky bar would stand if it did not stick.
        Task<System.Text.Json.JsonElement?> ZoomAsync(string value) => visit.Page.EvaluateAsync("value => document.querySelector(`.zoom [value=${value}]`).click()", value);
    }

    [Fact]
    public async Task Without_script_every_course_leads_to_its_batch_and_no_idle_control_is_shown()
    {
        await using var visit = await chromium.VisitAsync(script: false);
        await visit.GoAsync(large.Site.At(Wall));
        Assert.Equal(80, await visit.Page.Locator(".grp > h3 a[href*='batches/']:visible").CountAsync());
        Assert.Equal(0, await visit.Page.Locator(".zoom:visible, .goto:visible").CountAsync());
        await visit.Page.FillAsync("#w", "王");
        await visit.Page.PressAsync("#w", "Enter");
        await visit.Page.WaitForURLAsync("**/search/?q=*");
    }

    [Fact]
    public async Task From_a_folder_names_are_engraved_and_lit()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(new Uri(Path.Combine(large.StickFolder, "wall", "index.html")).AbsoluteUri);
        await visit.Page.FillAsync("#w", "shanguoqiang");
        await Assertions.Expect(visit.Page.Locator("#said")).ToContainTextAsync(LitText(large.People.Where(p => p.Name == "单国强")));
        await visit.Page.PressAsync("#w", "Enter");
        await visit.Page.Locator(".lit.at").ClickAsync();
        await visit.Page.WaitForURLAsync("file://**/honourees/*/index.html");
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(ColorScheme.Light, "")]
    [InlineData(ColorScheme.Light, "?q=刘")]
    [InlineData(ColorScheme.Dark, "?q=刘")]
    [InlineData(ColorScheme.Light, "?zoom=near")]
    public async Task Axe_finds_nothing_on_the_wall(ColorScheme scheme, string query)
    {
        await using var visit = await chromium.VisitAsync(scheme: scheme);
        await visit.GoAsync(sites.Content.At(Wall + query));
        if (query.StartsWith("?q", StringComparison.Ordinal)) await Assertions.Expect(visit.Page.Locator(".lit").First).ToBeVisibleAsync();
        await Axe.FindsNothingAsync(visit.Page, scheme == ColorScheme.Dark ? Axe.Colours : Axe.Rules, $"{query} {scheme}");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Carved_lit_and_dimmed_names_can_be_read(ColorScheme scheme)
    {
        // Stone is a picture, so axe leaves this to us; the stone's picture varies by less than a tenth of its colour.
        await using var visit = await chromium.VisitAsync(scheme: scheme);
        await visit.GoAsync(sites.Content.At(Wall + "?q=刘"));
        await Assertions.Expect(visit.Page.Locator(".lit").First).ToBeVisibleAsync();
        var contrasts = await visit.Page.EvaluateAsync<string[]>("""
            () => {
              const light = c => { const [r, g, b] = c.match(/[\d.]+/g).map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
              const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
              const stone = getComputedStyle(document.querySelector('.stone')).backgroundColor;
              return [...document.querySelectorAll('.grp > *, .grp h3 span, .stele h2 a, .stele header p, .foot a')].map(e => {
                const s = getComputedStyle(e), own = s.backgroundColor;
                return [e.className || e.localName, ratio(s.color, own === 'rgba(0, 0, 0, 0)' ? stone : own)];
              }).filter(([, r]) => r < 4.5).map(([what, r]) => what + ' ' + r.toFixed(2));
            }
            """);
        Assert.Empty(contrasts.Distinct());
    }

    private static string LitText(IEnumerable<(int Year, string Name, string Id)> lit)
    {
        var list = lit.ToList();
        return string.Create(CultureInfo.InvariantCulture, $"亮起 {list.Count} 个名字，在 {list.Select(p => p.Year).Distinct().Count()} 块碑上");
    }

    /// <summary>Notes what moves without the reader's doing, and from where to where.</summary>
    private static Task<IAsyncDisposable> WatchShiftsAsync(Visit visit) => visit.Page.AddInitScriptAsync("""
        window.shifts = [];
        const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
        new PerformanceObserver((list) => {
          for (const shift of list.getEntries().filter((entry) => !entry.hadRecentInput)) {
            window.shifts.push(`${shift.value} at ${Math.round(shift.startTime)} ms: ${shift.sources.map(({ node, previousRect, currentRect }) => `${node?.nodeName}.${node?.className} ${place(previousRect)} to ${place(currentRect)}`).join('; ')}`);
          }
        }).observe({ type: 'layout-shift', buffered: true });
        """);

    private static Task<string[]> ShiftsAsync(Visit visit) => visit.Page.EvaluateAsync<string[]>("() => window.shifts");

    private static Task<IJSHandle> EngravedAsync(Visit visit) => visit.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.grp')].every(block => block.querySelector(':scope > a'))");

    private static Task<string> FocusedAsync(Visit visit) => visit.Page.EvaluateAsync<string>("() => document.activeElement.id");

    private static async Task<(double X, double Y)> PlaceAsync(Visit visit)
    {
        var place = await visit.Page.EvaluateAsync<double[]>("() => { const r = document.activeElement.getBoundingClientRect(); return [r.x, r.y + scrollY]; }");
        return (place[0], place[1]);
    }
}
