using Microsoft.Playwright;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>The ways through a page with keys alone.</summary>
public sealed class KeyboardTests(BuiltSites sites, Chromium chromium)
{
    [Fact]
    public async Task The_first_key_offers_the_way_past_the_menu()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At("/honourees/shi-chuanxiang/"));
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("跳到正文", await FocusedTextAsync(visit));
        Assert.True(await visit.Page.EvaluateAsync<double>("() => document.activeElement.getBoundingClientRect().top") >= 0, "the skip link is seen when it has the focus");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => !!document.activeElement.closest('main')"), "the next key is inside main");
    }

    [Fact]
    public async Task The_menu_of_a_phone_opens_with_a_key_and_leads_on()
    {
        await using var visit = await chromium.VisitAsync(Viewport.Phone);
        await visit.GoAsync(sites.Content.At("/honourees/"));
        await visit.Page.Locator("details.menu summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        var first = visit.Page.Locator("details.menu a").First;
        await Assertions.Expect(first).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("名录墙", await FocusedTextAsync(visit));
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ArrivesAtAsync("wall/");
    }

    [Fact]
    public async Task The_focus_goes_down_a_person_s_page_as_it_is_read()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At("/honourees/liu-gengsheng/"));
        var stops = new List<string>();
        for (var i = 0; i < 90 && (stops.Count == 0 || stops[^1] != "footer"); i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            var stop = await visit.Page.EvaluateAsync<string>("""
                () => {
                  const e = document.activeElement;
                  for (const part of ['.mast', '.crumbs', '.facts', '.ladder', '.who .links', '.prose', '.aside', '.mini', '.foot', '.acts', 'footer']) if (e.closest(part)) return part;
                  return 'elsewhere';
                }
                """);
            if (stops.Count == 0 || stops[^1] != stop) stops.Add(stop);
        }
        stops.Remove("elsewhere"); // the skip link
        Assert.Equal([".mast", ".crumbs", ".facts", ".ladder", ".who .links", ".prose", ".aside", ".mini", ".foot", ".acts", "footer"], stops);
    }

    [Fact]
    public async Task Each_stop_shows_a_ring()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At("/"));
        for (var i = 0; i < 25; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            var ring = await visit.Page.EvaluateAsync<string>("() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + ' ' + s.outlineWidth; }");
            Assert.Equal("solid 3px", ring);
        }
    }

    [Fact]
    public async Task The_pager_is_walked_with_keys()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.HardCases.At("/batches/shiji-2001/"));
        await visit.Page.Locator(".pager a[rel=next]").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ArrivesAtAsync("batches/shiji-2001/page/2/");
        Assert.Equal("2", await visit.Page.Locator(".pager [aria-current=page]").InnerTextAsync());
        await visit.Page.Locator(".pager a[rel=prev]").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ArrivesAtAsync("batches/shiji-2001/");
    }

    private static Task<string> FocusedTextAsync(Visit visit) => visit.Page.EvaluateAsync<string>("() => document.activeElement.textContent.trim()");
}
