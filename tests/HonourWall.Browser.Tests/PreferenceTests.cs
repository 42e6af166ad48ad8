using Microsoft.Playwright;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>长者版 and 夜间 are kept from page to page and set before the first paint.</summary>
public sealed class PreferenceTests(BuiltSites sites, Chromium chromium)
{
    [Fact]
    public async Task Large_type_is_kept_on_the_next_page_and_taken_back()
    {
        await using var visit = await chromium.VisitAsync(Viewport.Phone);
        await visit.GoAsync(sites.Content.At("/"));
        var elder = visit.Page.Locator("[data-do=elder]");
        await elder.ClickAsync();
        await Assertions.Expect(elder).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal("20px", await FontSizeAsync(visit));
        await visit.GoAsync(sites.Content.At("/honourees/shi-chuanxiang/"));
        Assert.Equal("20px", await FontSizeAsync(visit));
        await elder.ClickAsync();
        await visit.GoAsync(sites.Content.At("/"));
        Assert.Equal("16px", await FontSizeAsync(visit));
    }

    [Fact]
    public async Task The_night_is_kept_against_the_system_and_the_day_too()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At("/"));
        await visit.Page.Locator("[data-do=theme]").ClickAsync();
        await visit.GoAsync(sites.Content.At("/years/"));
        Assert.Equal("rgb(20, 25, 26)", await PaperAsync(visit));
        await visit.Page.Locator("[data-do=theme]").ClickAsync();
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await visit.GoAsync(sites.Content.At("/"));
        Assert.Equal("rgb(246, 245, 241)", await PaperAsync(visit));
    }

    [Fact]
    public async Task The_citation_is_copied_with_the_day_of_reading()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.GoAsync(sites.Content.At("/honourees/shi-chuanxiang/"));
        var copy = visit.Page.Locator("[data-copy]");
        await copy.ClickAsync();
        await Assertions.Expect(copy).ToHaveTextAsync("已复制");
        Assert.Matches(@"时传祥\[EB/OL\].*\[\d{4}-\d{2}-\d{2}\]", await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    }

    private static Task<string> FontSizeAsync(Visit visit) => visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).fontSize");

    private static Task<string> PaperAsync(Visit visit) => visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
