using Microsoft.Playwright;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>Everything but instant search works where JavaScript is off.</summary>
public sealed class WithoutScriptTests(BuiltSites sites, Chromium chromium)
{
    [Fact]
    public async Task The_menu_opens_and_leads_on()
    {
        await using var visit = await chromium.VisitAsync(Viewport.Phone, script: false);
        await visit.GoAsync(sites.Content.At("/"));
        await visit.Page.Locator("details.menu summary").ClickAsync();
        await visit.Page.Locator("details.menu a", new PageLocatorOptions { HasTextString = "区" }).First.ClickAsync();
        await visit.ArrivesAtAsync("districts/");
    }

    [Fact]
    public async Task Buttons_that_need_script_are_not_shown()
    {
        await using var visit = await chromium.VisitAsync(script: false);
        await visit.GoAsync(sites.Content.At("/honourees/shi-chuanxiang/"));
        Assert.Equal(0, await visit.Page.Locator("button:visible").CountAsync());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task The_search_box_leads_to_lists_by_name_district_and_year()
    {
        await using var visit = await chromium.VisitAsync(script: false);
        await visit.GoAsync(sites.Content.At("/"));
        await visit.Page.Locator(".seek input").FillAsync("时传祥");
        await visit.Page.Locator(".seek button").ClickAsync();
        await visit.ArrivesAtAsync("search/?q=*");
        foreach (var list in new[] { "names/", "districts/", "years/" }) await Assertions.Expect(visit.Page.Locator($"main a[href*='{list}']:visible").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_wall_leads_to_every_name()
    {
        await using var visit = await chromium.VisitAsync(script: false);
        await visit.GoAsync(sites.Content.At("/wall/"));
        Assert.NotEqual(0, await visit.Page.Locator("main a[href*='batches/']:visible, main a[href*='honourees/']:visible").CountAsync());
    }

    [Fact]
    public async Task A_list_reads_as_a_list()
    {
        await using var visit = await chromium.VisitAsync(script: false);
        await visit.GoAsync(sites.Content.At("/batches/2025-national-model-worker/"));
        await Assertions.Expect(visit.Page.Locator("table.people th[scope=row] a", new PageLocatorOptions { HasTextString = "刘更生" })).ToBeVisibleAsync();
    }
}
