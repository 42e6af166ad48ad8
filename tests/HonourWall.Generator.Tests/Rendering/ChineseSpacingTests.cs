using HonourWall.Generator.Tests.Commands;
using Xunit;

namespace HonourWall.Generator.Tests.Rendering;

/// <summary>Chinese text is set without blanks between its sentences; words of other scripts keep theirs.</summary>
public sealed class ChineseSpacingTests : IDisposable
{
    private readonly SampleContent _content = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _content.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_snippet_has_no_blank_between_Chinese_sentences_of_two_lines_or_paragraphs_and_headings_stay_apart()
    {
        _content.With("stories/di-yi-tian.md", "---\ntitle: 第一天\n---\n\n## 早上\n\n他来到车间。[^s001] 大家都在。\n机器响了。\n\n“开工。”\n\n他先看图纸。  \n再动手。\n\n- 第一件\n- second thing\n");
        Assert.True(new BuildPipeline(new BuildOptions { Source = _content.Path, Destination = _folder.PathOf("site"), Now = SampleContent.Noon }).Run(cancellation: TestContext.Current.CancellationToken).Written);
        var found = CommandRun.Of("search", "他来到车间", "--index", _folder.PathOf("site")).Output;
        Assert.Contains("【他来到车间】。大家都在。机器响了。“开工。”他先看图纸。再动手。", found, StringComparison.Ordinal);
        Assert.Contains("早上", found, StringComparison.Ordinal);
        Assert.DoesNotContain("早上【", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("他来了。[^s001] 他走了。", "他来了。\u2060他走了。")]
    [InlineData("他来了。[^s001][^s002] “他”走了。", "他来了。\u2060\u2060“他”走了。")]
    [InlineData("他来了。[^s001] 2018年他走了。", "他来了。\u20602018年他走了。")]
    [InlineData("他来了。[^s001] [测试一](/honourees/ce-shi-yi/)走了。", "他来了。\u2060测试一走了。")]
    [InlineData("他来了。[^s001] [GPS](/honourees/ce-shi-yi/)用上了。", "他来了。\u2060 GPS用上了。")]
    [InlineData("他来了。\n他走了。", "他来了。他走了。")]
    [InlineData("他**来了。**\n他走了。", "他来了。他走了。")]
    [InlineData("他来了。[^s001] GPS 用上了。", "他来了。\u2060 GPS 用上了。")]
    [InlineData("one word[^s001] and another", "one word\u2060 and another")]
    [InlineData("one word\nand another", "one word and another")]
    [InlineData("他来了。  \n他走了。", "他来了。 他走了。")]
    [InlineData("    他来了。\n    他走了。", "他来了。他走了。")]
    public void Blanks_between_Chinese_sentences_are_closed(string markdown, string text)
    {
        _content.With("stories/di-yi-tian.md", $"---\ntitle: 第一天\n---\n\n{markdown}\n");
        var result = new BuildPipeline(new BuildOptions { Source = _content.Path, Destination = _folder.PathOf("site"), Now = SampleContent.Noon }).Run(cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics);
        var html = File.ReadAllText(_folder.PathOf("site/stories/di-yi-tian/index.html"));
        var prose = html[html.IndexOf("<p>", html.IndexOf("prose", StringComparison.Ordinal), StringComparison.Ordinal)..];
        var plain = System.Text.RegularExpressions.Regex.Replace(prose[..prose.IndexOf("</p>", StringComparison.Ordinal)], "<sup.*?</sup>|<[^>]+>", "");
        Assert.Equal(text, System.Net.WebUtility.HtmlDecode(plain.ReplaceLineEndings(" ")));
    }
}
