using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HonourWall.Browser.Tests;

/// <summary>The site built with <c>--stick</c>, opened from a folder: no server, no modules, no fetch, in Chromium and in Firefox.</summary>
public sealed class StickTests(BuiltSites sites, Chromium chromium, Firefox firefox) : IClassFixture<Firefox>
{
    private string At(string file) => new Uri(Path.Combine(sites.StickFolder, file)).AbsoluteUri;

    [Fact]
    public async Task In_Chromium_search_suggests_finds_narrows_and_gives_a_file()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(At("index.html"));
        await visit.Page.Locator(".seek input").PressSequentiallyAsync("lisul");
        await Expect(visit.Page.Locator("#hints [role=option]").First).ToContainTextAsync("李素丽");
        await visit.Page.Locator(".seek input").FillAsync("公交");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#hits mark").First).ToHaveTextAsync("公交");
        await visit.Page.Locator("input[name=level][value=national]").CheckAsync();
        await Expect(visit.Page.Locator("#chips .chip")).ToHaveCountAsync(1);
        await visit.Page.GoBackAsync();
        await Expect(visit.Page.Locator("#chips .chip")).ToHaveCountAsync(0);
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Locator("#csv").ClickAsync());
        Assert.Contains(",https://", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await visit.Page.Locator("#q").FillAsync("");
        await visit.Page.Locator("#q").PressSequentiallyAsync("lisul");
        await Expect(visit.Page.Locator("#hints [role=option]").First).ToContainTextAsync("李素丽");
        await visit.Page.Locator("#hints [role=option]").First.ClickAsync();
        await visit.Page.Locator("#hits h2 a").First.ClickAsync();
        await visit.ArrivesAtAsync("honourees/li-suli/index.html");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task In_Chromium_the_wall_lights_up_and_the_reader_s_choices_are_kept()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(At("index.html"));
        await visit.Page.Locator("[data-do=elder]").ClickAsync();
        await visit.Page.Locator("[data-do=theme]").ClickAsync();
        await visit.GoAsync(At("wall/index.html"));
        Assert.Equal("dark", await visit.Page.EvaluateAsync<string>("() => 'elder' in document.documentElement.dataset && document.documentElement.dataset.theme"));
        await visit.Page.Locator("#w").FillAsync("shi chuanxiang");
        await Expect(visit.Page.Locator("#said")).ToContainTextAsync("亮起 1 个名字");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator(".lit.at")).ToHaveTextAsync("时传祥");
        await visit.Page.Locator(".lit.at").ClickAsync();
        await visit.ArrivesAtAsync("honourees/shi-chuanxiang/index.html");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task In_Chromium_a_lost_part_is_told()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.Page.RouteAsync("**/search/index/terms/**", route => route.AbortAsync());
        await visit.GoAsync(At("search/index.html") + "?q=%E5%85%AC%E4%BA%A4");
        await Expect(visit.Page.Locator("#tried")).ToContainTextAsync("检索文件不齐");
        await Expect(visit.Page.Locator("#ways")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task In_Firefox_search_finds_narrows_and_goes_back()
    {
        await firefox.GoAsync(At("search/index.html") + "?q=%E5%85%AC%E4%BA%A4");
        await firefox.BecomesAsync("公交", "document.querySelector('#hits mark')?.textContent");
        await firefox.BecomesAsync("true", "document.querySelector('.facet') !== null");
        await firefox.EvaluateAsync("document.querySelector('input[name=level][value=national]').click()");
        await firefox.BecomesAsync("1", "document.querySelectorAll('#chips .chip').length");
        Assert.EndsWith("&level=national", await firefox.EvaluateAsync("location.href"), StringComparison.Ordinal);
        await firefox.EvaluateAsync("history.back()");
        await firefox.BecomesAsync("0", "document.querySelectorAll('#chips .chip').length");
    }

    [Fact]
    public async Task In_Firefox_the_wall_lights_up_and_the_reader_s_choices_are_kept()
    {
        await firefox.GoAsync(At("index.html"));
        await firefox.EvaluateAsync("document.querySelector('[data-do=elder]').click()");
        await firefox.GoAsync(At("wall/index.html"));
        Assert.Equal("true", await firefox.EvaluateAsync("'elder' in document.documentElement.dataset"));
        await firefox.EvaluateAsync("(w => { w.value = '時傳祥'; w.dispatchEvent(new Event('input', { bubbles: true })); })(document.querySelector('#w'))");
        await firefox.BecomesAsync("true", "document.querySelector('#said').textContent.startsWith('亮起 1 个名字')");
        await firefox.EvaluateAsync("document.querySelector('#w').form.requestSubmit()");
        await firefox.BecomesAsync("时传祥", "document.querySelector('.lit.at')?.textContent");
    }

    [Fact]
    public void Every_script_is_classic_and_no_page_names_a_module()
    {
        Assert.DoesNotContain(Directory.EnumerateFiles(sites.StickFolder, "*.html", SearchOption.AllDirectories), page => File.ReadAllText(page).Contains("type=\"module\"", StringComparison.Ordinal));
        foreach (var script in Directory.EnumerateFiles(Path.Combine(sites.StickFolder, "assets"), "*.js"))
            Assert.DoesNotMatch(@"(^|[;}\s])(import|export)[\s{(]", File.ReadAllText(script));
        Assert.Empty(Directory.EnumerateFiles(sites.StickFolder, "*.bin", SearchOption.AllDirectories));
    }
}
