using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HonourWall.Browser.Tests;

/// <summary>The search page as readers meet it: with results, with none, with some of the words only, with suggestions open, with the choices unfolded.</summary>
public sealed class SearchStatesTests(BuiltSites sites, Chromium chromium)
{
    public static TheoryData<string, bool> States
    {
        get
        {
            var states = new TheoryData<string, bool>();
            foreach (var state in (string[])["results", "nothing", "part", "sound", "suggestions", "choices"])
            {
                states.Add(state, false);
                states.Add(state, true);
            }
            return states;
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Axe_finds_nothing_and_nothing_hangs_over_by_day_by_night_and_in_large_type(string state, bool onPhone)
    {
        await using var visit = await chromium.VisitAsync(onPhone ? Viewport.Phone : Viewport.Desktop);
        await ReachAsync(visit, state);
        await Axe.FindsNothingAsync(visit.Page, Axe.Rules, state + " by day");
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await Axe.FindsNothingAsync(visit.Page, Axe.Colours, state + " by night");
        foreach (var viewport in onPhone ? new[] { Viewport.Phone, Viewport.Narrow } : [Viewport.Desktop, Viewport.Zoomed])
        {
            await visit.Page.SetViewportSizeAsync(viewport.Width, viewport.Height);
            foreach (var elder in new[] { false, true })
            {
                await visit.Page.EvaluateAsync("(elder) => document.documentElement.toggleAttribute('data-elder', elder)", elder);
                var overhanging = await visit.OverhangingAsync();
                Assert.True(overhanging.Length == 0, $"{state} at {viewport.Width}{(elder ? " in large type" : "")}: {string.Join("; ", overhanging)}");
            }
        }
        await visit.Page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        foreach (var width in onPhone ? new[] { 360, 400 } : [700, 1000, 1280])
        {
            await visit.Page.SetViewportSizeAsync(width, 800);
            var overhanging = await visit.OverhangingAsync();
            Assert.True(overhanging.Length == 0, $"{state} at {width} in a reader's own 200 %: {string.Join("; ", overhanging)}");
        }
        Assert.Empty(visit.Complaints);
    }

    private async Task ReachAsync(Visit visit, string state)
    {
        var query = state switch
        {
            "results" => "北京",
            "nothing" => "龘靐齉爩",
            "part" => "公交 修脚",
            "sound" => "李素莉",
            "choices" => "公交",
            _ => "",
        };
        await visit.GoAsync(sites.Content.At("/search/" + (query.Length > 0 ? "?q=" + Uri.EscapeDataString(query) : "")));
        switch (state)
        {
            case "results":
                await Expect(visit.Page.Locator("#hits > li").Nth(9)).ToBeVisibleAsync();
                break;
            case "suggestions":
                await Expect(visit.Page.Locator(".facet").First).ToBeAttachedAsync();
                await visit.Page.Locator("#q").PressSequentiallyAsync("lisu");
                await Expect(visit.Page.Locator("#hints [role=option]").First).ToBeVisibleAsync();
                await visit.Page.Keyboard.PressAsync("ArrowDown");
                break;
            case "choices":
                await Expect(visit.Page.Locator("#hits > li").First).ToBeVisibleAsync();
                if (await visit.Page.Locator("#facets summary").IsVisibleAsync()) await visit.Page.Locator("#facets summary").ClickAsync();
                await visit.Page.Locator("input[name=kind]").First.CheckAsync();
                await Expect(visit.Page.Locator("#chips .chip").First).ToBeVisibleAsync();
                break;
            default:
                await Expect(visit.Page.Locator("#tried")).Not.ToBeEmptyAsync();
                break;
        }
    }
}
