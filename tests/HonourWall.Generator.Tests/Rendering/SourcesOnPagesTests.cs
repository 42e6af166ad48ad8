using HonourWall.Generator.Tests.Building;
using Xunit;

namespace HonourWall.Generator.Tests.Rendering;

public sealed class SourcesOnPagesTests
{
    [Fact]
    public void Every_page_that_says_something_of_people_says_where_it_comes_from()
    {
        using var folder = new TemporaryFolder();
        var site = SmallUnion.Build(folder);
        // Rows of people, of honours and of studios; the front page and the wall lead to lists that have theirs.
        string[] marks = ["<ol class=\"roster\">", "<table class=\"tab people", "<ol class=\"shops\">"];
        var pages = Directory.EnumerateFiles(site, "*.html", SearchOption.AllDirectories).Select(f => (Path: Path.GetRelativePath(site, f), Html: File.ReadAllText(f)))
            .Where(page => marks.Any(mark => page.Html.Contains(mark, StringComparison.Ordinal))).ToList();
        Assert.True(pages.Count > 20);
        Assert.Empty(pages.Where(page => !page.Html.Contains("<ol class=\"src\"><li id=\"s1\">", StringComparison.Ordinal)).Select(page => page.Path));
    }

    [Fact]
    public void Every_page_that_counts_or_tells_has_its_sources_or_says_where_they_stand()
    {
        using var folder = new TemporaryFolder();
        var site = SmallUnion.Build(folder);
        var pages = Directory.EnumerateFiles(site, "*.html", SearchOption.AllDirectories).Select(f => (Path: Path.GetRelativePath(site, f), Html: File.ReadAllText(f)))
            .Where(page => page.Path is "stories/index.html" or "names/surnames/index.html" || Counts(page.Html)).ToList();
        Assert.True(pages.Count > 20);
        Assert.Equal("", string.Join(' ', pages.Where(page => !Middle(page.Html).Contains("出处", StringComparison.Ordinal)).Select(page => page.Path)));
    }

    private static bool Counts(string html) => html.Contains("<div class=\"coverage\">", StringComparison.Ordinal) && !html.Contains("收录 <b class=\"num\">0</b>", StringComparison.Ordinal);

    // The foot of every page speaks of sources in general.
    private static string Middle(string html) => html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)];
}
