using Microsoft.Playwright;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>The same pages at the root, below a path, and from a folder without a server.</summary>
public sealed class PlaceTests(BuiltSites sites, Chromium chromium)
{
    [Fact]
    public async Task Below_a_path_every_step_stays_below_it()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Below.Root.AbsoluteUri);
        await visit.Page.Locator(".mast nav a", new PageLocatorOptions { HasTextString = "人物" }).ClickAsync();
        await visit.ArrivesAtAsync("a/b/honourees/");
        await visit.Page.Locator(".roster a").First.ClickAsync();
        await visit.ArrivesAtAsync("a/b/honourees/*/");
        await visit.Page.Locator(".logo").ClickAsync();
        await visit.ArrivesAtAsync("a/b/");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task From_a_folder_the_pages_have_their_style_and_lead_on()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(new Uri(Path.Combine(sites.StickFolder, "index.html")).AbsoluteUri);
        Assert.Equal("rgb(246, 245, 241)", await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        await visit.Page.Locator(".mast nav a", new PageLocatorOptions { HasTextString = "区" }).ClickAsync();
        await visit.ArrivesAtAsync("districts/index.html");
        await visit.Page.Locator(".tiles a", new PageLocatorOptions { HasTextString = "东城" }).ClickAsync();
        await visit.ArrivesAtAsync("districts/dongcheng/index.html");
        await visit.Page.Locator("[data-do=theme]").ClickAsync();
        Assert.Equal("rgb(20, 25, 26)", await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task An_address_that_is_not_there_answers_with_the_blank_stone_in_its_style()
    {
        await using var visit = await chromium.VisitAsync();
        var response = await visit.GoAsync(sites.Content.At("/no/such/page/"));
        Assert.Equal(404, response?.Status);
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("这里没有刻字");
        await visit.Page.Locator("main a", new PageLocatorOptions { HasTextString = "按区" }).ClickAsync();
        await visit.ArrivesAtAsync("districts/");
    }
}
