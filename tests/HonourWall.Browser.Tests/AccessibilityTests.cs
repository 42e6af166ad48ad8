using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>axe-core over one page of each kind, by day and by night.</summary>
public sealed class AccessibilityTests(BuiltSites sites, Chromium chromium, Tabs tabs) : IClassFixture<Tabs>
{
    // Listing every node that passes takes longer than testing it.
    private static readonly HashSet<ResultType> Violations = [ResultType.Violations];

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        ResultTypes = Violations,
    };

    /// <summary>By night only the colours are different.</summary>
    private static readonly AxeRunOptions Colours = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
        ResultTypes = Violations,
    };

    public static TheoryData<bool, string> Pages => PageKinds.All();

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing_by_day_or_by_night(bool isHardCase, string address)
    {
        var visit = tabs.Desktop;
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await visit.GoAsync((isHardCase ? sites.HardCases : sites.Content).At(address));
        await FindsNothingAsync(visit.Page, Rules, address + " by day");
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await FindsNothingAsync(visit.Page, Colours, address + " by night");
    }

    [Theory]
    [InlineData("/honourees/shi-chuanxiang/")]
    [InlineData("/districts/dongcheng/")]
    [InlineData("/")]
    public async Task Axe_finds_nothing_on_a_phone_in_large_type(string address)
    {
        await using var visit = await chromium.VisitAsync(Viewport.Phone, elder: true);
        await visit.GoAsync(sites.Content.At(address));
        await FindsNothingAsync(visit.Page, Rules, address);
    }

    private static async Task FindsNothingAsync(IPage page, AxeRunOptions rules, string what)
    {
        var result = await page.RunAxe(rules);
        Assert.Contains(result.Passes, pass => pass.Id == "color-contrast"); // axe ran
        Assert.True(result.Violations.Length == 0, what + "\n" + string.Join('\n', result.Violations.Select(v => $"{v.Id}: {v.Help}\n  {string.Join("\n  ", v.Nodes.Take(3).Select(n => n.Html))}")));
    }
}
