using Microsoft.Playwright;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>Nothing is cut off or jumps: widths from 320 px to a desktop, in normal and in large type.</summary>
public sealed class LayoutTests(BuiltSites sites, Chromium chromium, Tabs tabs) : IClassFixture<Tabs>
{
    public static TheoryData<bool, string> Pages => PageKinds.All();

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_page_scrolls_sideways_from_320_pixels_to_a_desktop_in_either_size(bool isHardCase, string address)
    {
        var visit = tabs.Desktop;
        await visit.GoAsync((isHardCase ? sites.HardCases : sites.Content).At(address));
        foreach (var viewport in new[] { Viewport.Narrow, Viewport.Phone, Viewport.Zoomed, Viewport.Tablet, Viewport.Wide })
        {
            await visit.Page.SetViewportSizeAsync(viewport.Width, viewport.Height);
            foreach (var elder in new[] { false, true })
            {
                await visit.Page.EvaluateAsync("(elder) => document.documentElement.toggleAttribute('data-elder', elder)", elder);
                var overhanging = await visit.OverhangingAsync();
                Assert.True(overhanging.Length == 0, $"{address} at {viewport.Width}{(elder ? " in large type" : "")}: {string.Join("; ", overhanging)}");
            }
        }
    }

    [Fact]
    public async Task Text_alone_at_200_percent_needs_no_scrolling_sideways()
    {
        await using var visit = await chromium.VisitWithTextOfAsync(32, new Viewport(1280, 800));
        foreach (var address in new[] { "/", "/wall/", "/search/?q=公交", "/honourees/liu-gengsheng/", "/collectives/", "/districts/dongcheng/", "/batches/2025-national-model-worker/", "/stories/yi-ge-mingzi-liang-dai-ren/" })
        {
            await visit.GoAsync(sites.Content.At(address));
            Assert.Equal("32px", await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).fontSize"));
            var overhanging = await visit.OverhangingAsync();
            Assert.True(overhanging.Length == 0, $"{address}: {string.Join("; ", overhanging)}");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_readers_own_style_sheet_with_text_of_200_percent_needs_no_scrolling_sideways(bool isHardCase, string address)
    {
        // Unlike the size that a browser is set to, no media query knows of it.
        var visit = tabs.Desktop;
        await visit.GoAsync((isHardCase ? sites.HardCases : sites.Content).At(address));
        await visit.Page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        foreach (var width in new[] { 360, 400, 700, 1000, 1280 })
        {
            await visit.Page.SetViewportSizeAsync(width, 800);
            var overhanging = await visit.OverhangingAsync();
            Assert.True(overhanging.Length == 0, $"{address} at {width}: {string.Join("; ", overhanging)}");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_loads_without_a_complaint_or_a_jump_and_is_sound(bool isHardCase, string address)
    {
        var visit = tabs.Phone;
        visit.Forget();
        var response = await visit.GoAsync((isHardCase ? sites.HardCases : sites.Content).At(address));
        Assert.Equal(200, response?.Status);
        // As sent: scripts may set styles through the CSSOM, which the policy allows. Data in a script element is not run.
        Assert.DoesNotMatch("<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]*(src=|type=\"application/(ld\\+)?json\"))", await response!.TextAsync());
        // A machine that is short of time may paint half a masthead; what jumps by design jumps each time.
        var shift = await ShiftAsync(visit.Page);
        for (var again = 0; shift > 0 && again < 2; again++)
        {
            await visit.Page.ReloadAsync();
            shift = await ShiftAsync(visit.Page);
        }
        Assert.Equal(0, shift);
        Assert.Empty(visit.Complaints);

        var facts = await visit.Page.EvaluateAsync<PageFacts>("""
            () => {
              const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
              const levels = [...document.querySelectorAll('h1,h2,h3,h4')].map((e) => +e.tagName[1]);
              return {
                headings1: document.querySelectorAll('h1').length,
                repeatedIds: ids.filter((id, i) => ids.indexOf(id) !== i),
                skippedHeadings: levels.filter((level, i) => i > 0 && level > levels[i - 1] + 1).length,
                deadAnchors: [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href').slice(1)).filter((id) => !document.getElementById(id)),
              };
            }
            """);
        Assert.Equal(1, facts.Headings1);
        Assert.Empty(facts.RepeatedIds);
        Assert.Equal(0, facts.SkippedHeadings);
        Assert.Empty(facts.DeadAnchors);
    }

    [Fact]
    public async Task Controls_and_plates_are_44_pixels_on_the_axis_that_is_pressed_and_lists_24()
    {
        await using var visit = await chromium.VisitAsync(Viewport.Phone);
        foreach (var address in new[] { "/", "/honourees/shi-chuanxiang/", "/districts/dongcheng/", "/names/l/" })
        {
            await visit.GoAsync(sites.Content.At(address));
            var small = await visit.Page.EvaluateAsync<string[]>("""
                () => {
                  const least = (e) => e.matches('button,summary,.btn,.plate,.mast a,.menu a,.links a,.counts a,.tiles a,.glyphs a,.acts a,input') ? 44 : 24;
                  return [...document.querySelectorAll('a,button,summary,input')].filter((e) => {
                    const box = e.getBoundingClientRect();
                    if (!box.width || !box.height || e.closest('.skip,.vh')) return false;
                    // Links inside a sentence are exempt (WCAG 2.5.8).
                    if (e.closest('.prose p,.prose li,p.deck,p.small:not(.links),.src li,.coverage')) return false;
                    return Math.max(box.width, box.height) < least(e) - .5 || Math.min(box.width, box.height) < 23.5;
                  }).map((e) => e.outerHTML.slice(0, 80));
                }
                """);
            Assert.True(small.Length == 0, $"{address}\n{string.Join('\n', small)}");
        }
    }

    [Fact]
    public async Task In_forced_colours_the_stone_falls_away_and_the_current_plate_keeps_a_frame()
    {
        await using var visit = await chromium.VisitAsync(forcedColors: ForcedColors.Active);
        await visit.GoAsync(sites.Content.At("/honourees/shi-chuanxiang/"));
        Assert.Equal("none", await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.mini.stone')).backgroundImage"));
        Assert.Equal("3px", await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.plate[aria-current]')).outlineWidth"));
    }

    [Fact]
    public async Task A_name_of_two_characters_stands_as_tall_as_one_of_three_and_is_still_one_name()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At("/"));
        var tall = await visit.Page.EvaluateAsync<double[]>("""
            () => ['.plate.two', '.plate:not(.two,.four,.long,.more)'].map((s) => {
              const range = document.createRange();
              range.selectNodeContents(document.querySelector(s + ' b'));
              const letters = [...range.getClientRects()];
              return Math.max(...letters.map((r) => r.bottom)) - Math.min(...letters.map((r) => r.top));
            })
            """);
        // The space after the last of three is no part of the name.
        Assert.InRange(tall[1] - tall[0], 0, 8);
        Assert.Equal("李萌", await visit.Page.EvaluateAsync<string>("() => [...document.querySelectorAll('.plate.two b')].map((b) => b.innerText).find((t) => t.startsWith('李'))"));
    }

    private static async Task<double> ShiftAsync(IPage page)
    {
        await page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        return await page.EvaluateAsync<double>("window.shift");
    }

    private sealed record PageFacts
    {
        public int Headings1 { get; init; }
        public string[] RepeatedIds { get; init; } = [];
        public int SkippedHeadings { get; init; }
        public string[] DeadAnchors { get; init; } = [];
    }
}
