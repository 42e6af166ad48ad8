using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>axe-core over what a page shows now.</summary>
internal static class Axe
{
    // Listing every node that passes takes longer than testing it.
    private static readonly HashSet<ResultType> Violations = [ResultType.Violations];

    public static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        ResultTypes = Violations,
    };

    /// <summary>By night only the colours are different.</summary>
    public static readonly AxeRunOptions Colours = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
        ResultTypes = Violations,
    };

    public static async Task FindsNothingAsync(IPage page, AxeRunOptions rules, string what)
    {
        var result = await page.RunAxe(rules);
        Assert.Contains(result.Passes, pass => pass.Id == "color-contrast"); // axe ran
        Assert.True(result.Violations.Length == 0, what + "\n" + string.Join('\n', result.Violations.Select(v => $"{v.Id}: {v.Help}\n  {string.Join("\n  ", v.Nodes.Take(3).Select(n => n.Html))}")));
    }
}
