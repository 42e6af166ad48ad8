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

    [Fact]
    public void An_open_notice_has_its_own_sources_and_those_of_its_candidates_or_says_that_it_has_none()
    {
        using var content = new SampleContent();
        content.With("batches.csv", File.ReadAllText(content.PathOf("batches.csv")) + "2026-candidates,model-worker,2026,,2026年全国劳动模范,,,\n")
            .With("batches/2026-candidates.csv", "id,name,status,source\nhou-xuan,候选一,publicity,s002\n")
            .With("notices/gong-shi.md", "---\ntitle: 公示\nfrom: 2026-04-20\nuntil: 2026-05-20\nbatch: 2026-candidates\n---\n据决定。[^s001]\n")
            .With("notices/qi-ta.md", "---\ntitle: 其他公示\nfrom: 2026-04-20\nuntil: 2026-05-20\n---\n内容。\n");
        using var folder = new TemporaryFolder();
        new BuildPipeline(new BuildOptions { Source = content.Path, Destination = folder.PathOf("site"), Now = SampleContent.Noon }).Run(cancellation: TestContext.Current.CancellationToken);

        var cited = File.ReadAllText(folder.PathOf("site/notices/gong-shi/index.html"));
        Assert.Matches("<ol class=\"src\"><li id=\"s1\">.*关于表彰全国劳动模范的决定.*<li id=\"s2\">关于颁发奖状的决定", cited.ReplaceLineEndings(""));
        Assert.Matches("<h2>出处</h2>\\s*<p class=\"none\">未注明</p>", File.ReadAllText(folder.PathOf("site/notices/qi-ta/index.html")));
    }

    [Fact]
    public void What_became_of_a_district_has_its_source_on_its_page_and_on_that_of_the_district_of_today()
    {
        using var content = new SampleContent();
        content.With("districts.csv", "id,name,short,from,until,now_part_of,row,col,source\nhaidian,海淀区,海淀,,,,1,1,\ndongcheng,东城区,东城,,,,1,2,\nchongwen,崇文区,崇文,,2010-07-01,dongcheng,,,s002\n");
        using var folder = new TemporaryFolder();
        new BuildPipeline(new BuildOptions { Source = content.Path, Destination = folder.PathOf("site"), Now = SampleContent.Noon }).Run(cancellation: TestContext.Current.CancellationToken);

        foreach (var (id, sentence) in new[] { ("chongwen", "二〇一〇年七月一日并入东城区。"), ("dongcheng", "二〇一〇年七月一日，崇文区并入东城区。") })
        {
            var page = File.ReadAllText(folder.PathOf($"site/districts/{id}/index.html"));
            Assert.Contains($"<p class=\"deck\">{sentence}<sup class=\"marks\"><a href=\"#s1\"", page, StringComparison.Ordinal);
            Assert.Matches("<li id=\"s1\">\\s*关于颁发奖状的决定", page);
        }
        Assert.DoesNotContain("class=\"deck\"", File.ReadAllText(folder.PathOf("site/districts/haidian/index.html")), StringComparison.Ordinal);
    }

    private static bool Counts(string html) => html.Contains("<div class=\"coverage\">", StringComparison.Ordinal) && !html.Contains("收录 <b class=\"num\">0</b>", StringComparison.Ordinal);

    // The foot of every page speaks of sources in general.
    private static string Middle(string html) => html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)];
}
