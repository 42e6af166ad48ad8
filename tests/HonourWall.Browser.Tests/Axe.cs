using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>axe-core over what a page shows now.</summary>
internal static class Axe
{
    /// <summary>All that is asked of a page.</summary>
    public const string Rules = """{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }""";

    /// <summary>By night only the colours are different.</summary>
    public const string Colours = """{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }""";

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// In the page itself, where our pages have no frames: the package's own way opens a second page for each run and sends the script, half a megabyte, three times.
    /// Listing every node that passes takes longer than testing it, so only that the colours were looked at comes back.
    /// </summary>
    public static async Task FindsNothingAsync(IPage page, string rules, string what)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<string[]>($$"""
            async () => {
              const { passes, violations } = await axe.run(document, { runOnly: {{rules}}, resultTypes: ['violations'] });
              if (!passes.some((pass) => pass.id === 'color-contrast')) return ['axe did not look at the colours'];
              return violations.map((v) => v.id + ': ' + v.help + '\n  ' + v.nodes.slice(0, 3).map((n) => n.html).join('\n  '));
            }
            """);
        Assert.True(found.Length == 0, what + "\n" + string.Join('\n', found));
    }
}
