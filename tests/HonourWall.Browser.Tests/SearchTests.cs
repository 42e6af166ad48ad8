using System.Text;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HonourWall.Browser.Tests;

/// <summary>Searching as people do it: words, choices, keys, the way back, a file to take away.</summary>
public sealed class SearchTests(BuiltSites sites, Chromium chromium)
{
    [Fact]
    public async Task Words_find_people_and_are_marked_where_they_stand()
    {
        await using var visit = await OpenAsync("?q=%E5%85%AC%E4%BA%A4"); // 公交
        await ShowsAsync(visit, 3);
        await Expect(visit.Page.Locator("#hits mark").First).ToHaveTextAsync("公交");
        Assert.Equal(await visit.Page.Locator("#said b").InnerTextAsync(), (await visit.Page.Locator("#hits > li").CountAsync()).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.StartsWith("公交 · 找人 · ", await visit.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task The_box_of_another_page_leads_to_the_results()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Below.At("/"));
        await visit.Page.Locator(".seek input").FillAsync("时传祥");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ArrivesAtAsync("search/?q=*");
        await Expect(visit.Page.Locator("#hits h2 a").First).ToHaveTextAsync("时传祥");
        await visit.Page.Locator("#hits h2 a").First.ClickAsync();
        await visit.ArrivesAtAsync("a/b/honourees/shi-chuanxiang/");
    }

    [Fact]
    public async Task A_choice_narrows_and_the_others_of_its_facet_keep_their_numbers()
    {
        await using var visit = await OpenAsync("?q=%E5%8C%97%E4%BA%AC"); // 北京
        await ShowsAsync(visit, 10);
        var before = await CountsAsync(visit, "level");
        await visit.Page.Locator("input[name=level][value=municipal]").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("level=municipal"));
        await Expect(visit.Page.Locator("input[name=level][value=municipal]")).ToBeCheckedAsync();
        await Expect(visit.Page.Locator("#chips .chip")).ToHaveCountAsync(1);
        Assert.Equal(before, await CountsAsync(visit, "level"));
        Assert.Equal("municipal", await visit.Page.EvaluateAsync<string>("() => document.activeElement.value"));
        await visit.Page.Locator("input[name=level][value=national]").ClickAsync();
        await Expect(visit.Page.Locator("#chips .chip")).ToHaveCountAsync(2);
        await visit.Page.Locator("#chips .chip").First.ClickAsync();
        await Expect(visit.Page.Locator("#chips .chip")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Two_choices_that_follow_each_other_faster_than_the_page_is_drawn_both_count()
    {
        await using var visit = await OpenAsync("?q=%E5%8C%97%E4%BA%AC"); // 北京
        await visit.Page.Locator("input[name=level][value=national]").WaitForAsync();
        await visit.Page.EvaluateAsync("() => { for (const choice of ['[name=kind][value=person]', '[name=level][value=national]']) document.querySelector('#facets ' + choice).click(); }");
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("kind=person&level=national$"));
        await Expect(visit.Page.Locator("#chips .chip")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_number_beside_a_choice_is_the_number_of_results_that_it_gives()
    {
        await using var visit = await OpenAsync("");
        await visit.Page.Locator(".facet:has([name=district]) .rest").ClickAsync();
        foreach (var choice in new[] { "input[name=kind][value=studio]", "input[name=year][value='1950-1959']", "input[name=district][value=haidian]", "input[name=year][value='']" })
        {
            var said = await visit.Page.Locator($"label:has({choice}) .num").InnerTextAsync();
            await visit.Page.Locator(choice).ClickAsync();
            await Expect(visit.Page.Locator("#said")).ToHaveTextAsync($"{said} 条");
            await visit.Page.GoBackAsync();
            await Expect(visit.Page.Locator("#ways")).ToBeVisibleAsync();
            await Expect(visit.Page.Locator(choice)).Not.ToBeCheckedAsync();
        }
    }

    [Fact]
    public async Task A_word_that_many_have_is_counted_to_the_end()
    {
        await using var visit = await OpenAsync("?q=%E5%8C%97"); // 北: more than the first part of its list holds
        var kinds = await visit.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('label:has(input[name=kind]) .num')].reduce((sum, number) => sum + Number(number.textContent), 0)");
        Assert.True(kinds > 128, $"{kinds} is a short list");
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync($"{kinds} 条");
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("「北」");
    }

    [Fact]
    public async Task Former_districts_stand_behind_those_of_today_and_say_what_they_are_now()
    {
        await using var visit = await OpenAsync("?district=chongwen");
        await Expect(visit.Page.Locator("label:has(input[name=district][value=chongwen])")).ToContainTextAsync("崇文区（今东城区）");
        await Expect(visit.Page.Locator("#chips")).ToContainTextAsync("崇文区（今东城区）");
    }

    [Fact]
    public async Task Years_from_and_to_stand_in_the_address_in_their_order()
    {
        await using var visit = await OpenAsync("");
        var steps = await visit.Page.EvaluateAsync<int>("() => history.length");
        await visit.Page.Locator("input[name=from]").FillAsync("１９７９");
        await visit.Page.Locator("input[name=to]").FillAsync("1959");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("year=1959-1979"));
        await Expect(visit.Page.Locator("input[name=from]")).ToHaveValueAsync("1959");
        await Expect(visit.Page.Locator("input[name=to]")).ToHaveValueAsync("1979");
        // Drawn anew, the field keeps the focus, and it was one step, not two, of the history.
        await Expect(visit.Page.Locator("input[name=to]")).ToBeFocusedAsync();
        Assert.Equal(steps + 1, await visit.Page.EvaluateAsync<int>("() => history.length"));
        await ShowsAsync(visit, 1);
        await visit.Page.Locator("#sort").SelectOptionAsync("year");
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sort=year"));
        await Expect(visit.Page.Locator("#said")).ToContainTextAsync("条");
        var years = await visit.Page.Locator("#hits .y b").AllInnerTextsAsync();
        Assert.Equal(years.OrderDescending(StringComparer.Ordinal), years);
        Assert.All(years, year => Assert.InRange(year, "1959", "1979"));
        await visit.Page.Locator("input[name=from]").FillAsync("59");
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.False(await visit.Page.EvaluateAsync<bool>("() => document.querySelector('input[name=from]').checkValidity()"));
    }

    [Fact]
    public async Task Results_sort_by_name()
    {
        await using var visit = await OpenAsync("?kind=person&year=1959&sort=name");
        await ShowsAsync(visit, 3);
        await Expect(visit.Page.Locator("#sort")).ToHaveValueAsync("name");
        var first = await visit.Page.Locator("#hits h2 a").First.GetAttributeAsync("href");
        var last = await visit.Page.Locator("#hits h2 a").Last.GetAttributeAsync("href");
        Assert.True(StringComparer.Ordinal.Compare(first, last) < 0, $"{first} {last}");
    }

    [Fact]
    public async Task Back_and_reload_restore_the_words_the_choices_and_the_place_on_the_page()
    {
        await using var visit = await OpenAsync("?q=%E5%8C%97%E4%BA%AC&kind=person&sort=name&n=30");
        await ShowsAsync(visit, 21);
        await visit.Page.EvaluateAsync("() => scrollTo(0, 1500)");
        await visit.Page.WaitForFunctionAsync("() => history.state?.y === 1500");
        await visit.Page.ReloadAsync();
        await ShowsAsync(visit, 21);
        await visit.Page.WaitForFunctionAsync("() => scrollY === 1500");
        await visit.Page.Locator("#hits h2 a").Nth(20).ClickAsync();
        await visit.ArrivesAtAsync("honourees/*/");
        await visit.Page.GoBackAsync();
        await ShowsAsync(visit, 21);
        await visit.Page.WaitForFunctionAsync("() => scrollY > 1000");
        await Expect(visit.Page.Locator("#q")).ToHaveValueAsync("北京");
        await Expect(visit.Page.Locator("#sort")).ToHaveValueAsync("name");
        await Expect(visit.Page.Locator("input[name=kind][value=person]")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task More_results_come_on_asking_and_the_focus_goes_to_the_first_of_them()
    {
        await using var visit = await OpenAsync("?q=%E5%8C%97%E4%BA%AC");
        await Expect(visit.Page.Locator("#hits > li")).ToHaveCountAsync(10);
        await visit.Page.Locator("#more button").ClickAsync();
        await Expect(visit.Page.Locator("#hits > li")).ToHaveCountAsync(20);
        // Once the counts are there too.
        await Expect(visit.Page.Locator("#hits h2 a").Nth(10)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Suggestions_are_walked_with_arrows_taken_with_Enter_and_closed_with_Esc()
    {
        await using var visit = await OpenAsync("");
        var box = visit.Page.Locator("#q");
        await box.PressSequentiallyAsync("lisu");
        await Expect(visit.Page.Locator("#hints [role=option]").First).ToContainTextAsync("李素丽");
        await Expect(box).ToHaveAttributeAsync("aria-expanded", "true");
        await box.PressAsync("Escape");
        await Expect(visit.Page.Locator("#hints")).ToBeHiddenAsync();
        await Expect(box).ToHaveValueAsync("lisu");
        await box.PressSequentiallyAsync("l");
        await Expect(visit.Page.Locator("#hints")).ToBeVisibleAsync();
        await box.PressAsync("ArrowDown");
        var option = visit.Page.Locator("#hints [aria-selected=true]");
        Assert.Equal(await option.GetAttributeAsync("id"), await box.GetAttributeAsync("aria-activedescendant"));
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.activeElement.id === 'q'"), "the focus stays in the box");
        await box.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync("李素丽");
        await Expect(visit.Page.Locator("#hits h2 a").First).ToHaveTextAsync("李素丽");
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("海淀", "区")]
    [InlineData("北京公交集团", "单位")]
    [InlineData("全国劳动模", "奖项")]
    public async Task Suggestions_name_districts_units_and_awards(string typed, string kind)
    {
        await using var visit = await OpenAsync("");
        await visit.Page.Locator("#q").PressSequentiallyAsync(typed);
        await Expect(visit.Page.Locator("#hints small", new PageLocatorOptions { HasTextString = kind }).First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/404.html")]
    public async Task The_box_of_another_page_brings_suggestions_when_somebody_goes_into_it(string address)
    {
        await using var visit = await chromium.VisitAsync();
        var scripts = new List<string>();
        visit.Page.Request += (_, request) =>
        {
            if (request.Url.Contains("search-page", StringComparison.Ordinal)) scripts.Add(request.Url);
        };
        await visit.GoAsync(sites.Content.At(address));
        Assert.Empty(scripts);
        await visit.Page.Locator("#q").PressSequentiallyAsync("lisul");
        await Expect(visit.Page.Locator("#hints [role=option]").First).ToContainTextAsync("李素丽");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#hits h2 a").First).ToHaveTextAsync("李素丽");
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/404.html")]
    public async Task What_is_typed_while_the_script_is_on_its_way_is_suggested_for_as_well(string address)
    {
        await using var visit = await chromium.VisitAsync();
        var typed = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/*search-page*", async route =>
        {
            await typed.Task;
            await route.ContinueAsync();
        });
        await visit.GoAsync(sites.Content.At(address));
        await visit.Page.Locator("#q").PressSequentiallyAsync("lisul");
        typed.SetResult();
        await Expect(visit.Page.Locator("#hints [role=option]").First).ToContainTextAsync("李素丽");
    }

    [Fact]
    public async Task Suggestions_that_come_after_the_next_key_do_not_stay_in_the_way()
    {
        await using var visit = await chromium.VisitAsync();
        TaskCompletionSource asked = new(), typed = new();
        await visit.Page.RouteAsync("**/index/suggest/**", async route =>
        {
            asked.TrySetResult();
            await typed.Task;
            await route.ContinueAsync();
        });
        await visit.GoAsync(sites.Content.At("/search/"));
        await visit.Page.Locator("#q").PressSequentiallyAsync("li");
        await asked.Task;
        await visit.Page.Locator("#q").PressSequentiallyAsync("sul");
        typed.SetResult();
        await Expect(visit.Page.Locator("#hints [role=option]").First).ToContainTextAsync("李素丽");
    }

    [Fact]
    public async Task What_is_typed_on_the_search_page_before_its_script_is_there_stays()
    {
        await using var visit = await chromium.VisitAsync();
        var typed = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/*search-page*", async route =>
        {
            await typed.Task;
            await route.ContinueAsync();
        });
        await visit.Page.GotoAsync(sites.Content.At("/search/"), new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        await visit.Page.Locator("#q").PressSequentiallyAsync("李素丽");
        typed.SetResult();
        await Expect(visit.Page.Locator("#find.ready")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("#q")).ToHaveValueAsync("李素丽");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#hits h2 a").First).ToHaveTextAsync("李素丽");
    }

    [Fact]
    public async Task The_slash_key_goes_to_the_box_from_anywhere_and_can_be_switched_off()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At("/honourees/shi-chuanxiang/"));
        await visit.Page.Keyboard.PressAsync("/");
        await visit.ArrivesAtAsync("search/#q");
        await Expect(visit.Page.Locator("#q")).ToBeFocusedAsync();
        await visit.Page.Locator("#q").PressSequentiallyAsync("1/2");
        await Expect(visit.Page.Locator("#q")).ToHaveValueAsync("1/2");
        await visit.Page.Locator("#slash input").UncheckAsync();
        await visit.GoAsync(sites.Content.At("/"));
        await visit.Page.Keyboard.PressAsync("/");
        await Expect(visit.Page.Locator(".seek input").First).Not.ToBeFocusedAsync();
    }

    [Fact]
    public async Task Arrows_walk_from_the_box_through_the_results_and_Esc_comes_back()
    {
        await using var visit = await OpenAsync("?q=%E5%85%AC%E4%BA%A4");
        await ShowsAsync(visit, 3);
        await visit.Page.Locator("#q").FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.activeElement === document.querySelectorAll('#hits h2 a')[1]"));
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.Locator("#q")).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("李素莉", "没有「李素莉」。读音相同或相近的有：")]
    [InlineData("李大丽", "没有「李大丽」。只差一个字的有：")]
    public async Task A_name_with_a_wrong_character_offers_the_right_one(string typed, string said)
    {
        await using var visit = await OpenAsync($"?q={Uri.EscapeDataString(typed)}");
        await Expect(visit.Page.Locator("#tried")).ToContainTextAsync(said);
        await visit.Page.Locator("#tried .ask", new PageLocatorOptions { HasTextString = "李素丽" }).ClickAsync();
        await Expect(visit.Page.Locator("#q")).ToHaveValueAsync("李素丽");
        await Expect(visit.Page.Locator("#hits h2 a").First).ToHaveTextAsync("李素丽");
    }

    [Fact]
    public async Task Nothing_is_said_to_be_missing_before_the_sound_of_a_name_was_looked_for()
    {
        await using var visit = await chromium.VisitAsync(Viewport.Desktop);
        await visit.Page.AddInitScriptAsync("window.said = []; addEventListener('DOMContentLoaded', () => { const at = document.getElementById('said'); new MutationObserver(() => said.push(at.textContent)).observe(at, { childList: true }); });");
        // Nobody in content/ has the surname 余; 于凯 is there.
        await visit.GoAsync(sites.Content.At("/search/?q=" + Uri.EscapeDataString("余凯")));
        await Expect(visit.Page.Locator("#tried")).ToContainTextAsync("于凯");
        Assert.DoesNotContain("没有找到", await visit.Page.EvaluateAsync<string[]>("said"));
    }

    [Fact]
    public async Task Nothing_found_says_what_was_tried_and_leads_on()
    {
        await using var visit = await OpenAsync("?q=%E9%BE%98%E9%9D%90%E9%BD%89%E7%88%A9&kind=person"); // 龘靐齉爩
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync("没有找到");
        await Expect(visit.Page.Locator("#tried")).ToContainTextAsync("这里没有「龘靐齉爩」");
        await Expect(visit.Page.Locator("#ways a").First).ToBeVisibleAsync();
        await visit.Page.Locator("#tried .ask").ClickAsync();
        await Expect(visit.Page.Locator("#chips .chip")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_holds_only_a_part_of_the_words_stands_below_a_line()
    {
        await using var visit = await OpenAsync($"?q={Uri.EscapeDataString("公交 修脚")}");
        await Expect(visit.Page.Locator("#tried")).ToContainTextAsync("下面的含有其中一部分");
        await ShowsAsync(visit, 1);
    }

    [Fact]
    public async Task The_results_come_as_a_file_that_Excel_reads_and_does_not_calculate()
    {
        await using var visit = await OpenAsync("?kind=person&sort=name");
        await ShowsAsync(visit, 3);
        var total = int.Parse(await visit.Page.Locator("#said b").InnerTextAsync(), System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Locator("#csv").ClickAsync());
        var bytes = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal([0xef, 0xbb, 0xbf], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(total + 1, lines.Length);
        Assert.EndsWith("姓名或名称,类型,单位,职务,区,行业,荣誉,网页", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("时传祥,人物,", StringComparison.Ordinal) && line.EndsWith("/honourees/shi-chuanxiang/", StringComparison.Ordinal));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task On_a_phone_the_choices_are_folded_until_they_are_wanted()
    {
        await using var visit = await chromium.VisitAsync(Viewport.Phone);
        await visit.GoAsync(sites.Content.At("/search/?q=%E5%85%AC%E4%BA%A4&kind=person"));
        await ShowsAsync(visit, 3);
        await Expect(visit.Page.Locator("#facets summary")).ToContainTextAsync("已选 1");
        await Expect(visit.Page.Locator("#facets form")).ToBeHiddenAsync();
        await visit.Page.Locator("#facets summary").ClickAsync();
        await Expect(visit.Page.Locator("input[name=kind][value=person]")).ToBeCheckedAsync();
        await Expect(visit.Page.Locator("#facets form")).ToBeVisibleAsync();
    }

    private async Task<Visit> OpenAsync(string query)
    {
        var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At("/search/" + query));
        await Expect(visit.Page.Locator(".facet").First).ToBeVisibleAsync();
        return visit;
    }

    private static Task ShowsAsync(Visit visit, int atLeast) => Expect(visit.Page.Locator("#hits > li").Nth(atLeast - 1)).ToBeVisibleAsync();

    private static Task<string[]> CountsAsync(Visit visit, string facet) =>
        visit.Page.EvaluateAsync<string[]>("(name) => [...document.querySelectorAll(`input[name=${name}]`)].map((input) => input.value + ' ' + input.closest('label').querySelector('.num').textContent)", facet);
}
