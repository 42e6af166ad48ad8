using HonourWall.Generator.Rendering;
using HonourWall.Roll.Reading;
using Xunit;

namespace HonourWall.Generator.Tests.Reading;

public sealed class TextMarksTests
{
    private static readonly Dictionary<SourceId, Source> Sources = new() { [SourceId.Parse("s001")] = null! };

    public static TheoryData<string> Texts => new(
        "没有记号。",
        "一句。[^s001]又一句。[^s002]\n\n[^s002]: 自己的注，见 [这里](/about/)。",
        "  [^a]: 缩进的注\n甲 [^a]: 不是注",
        "[名字](/honourees/a/ \"题目\")，[两行\n的名字](/honourees/b/)，[空]( </c/> )。",
        "![图](a.jpg)!![图二](<b c.jpg>)和\\![不是图](d.jpg)",
        "[里 [外] 面](/x/)[参][y]\n\n[y]: /y/ '题'\n[z]:\n/z/",
        "`[^s001]` 和\n```\n[^s003]\n```\n[^s004]",
        "没有关上 [^s001\n下一行] (/q/) ](/r/",
        "[^s001][^s001](/p/)]");

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_marks_alone_refer_to_what_the_whole_text_refers_to(string text) => AssertSame(text);

    [Fact]
    public void So_do_those_of_every_text_of_the_content()
    {
        var files = Directory.GetFiles(Repository.PathOf("content"), "*.md", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files) AssertSame(File.ReadAllText(file));
    }

    [Fact]
    public void Words_are_left_out() => Assert.Equal("x[^s001]", TextMarks.Of("很长的一句话，说了很多。[^s001]后面还有。\n\n没有记号的一段。"));

    private static void AssertSame(string text)
    {
        var marks = TextMarks.Of(text);
        Assert.Equal(Addresses(text), Addresses(marks));
        var whole = MarkdownReferences.Footnotes(text, default);
        var alone = MarkdownReferences.Footnotes(marks, default);
        Assert.Equal(whole.References.Select(r => r.Name), alone.References.Select(r => r.Name));
        Assert.Equal(whole.Definitions.Order(StringComparer.Ordinal), alone.Definitions.Order(StringComparer.Ordinal));
        Assert.Equal(MarkdownReferences.Pictures(new MarkdownText(text, default)).Select(p => p.Target), MarkdownReferences.Pictures(new MarkdownText(marks, default)).Select(p => p.Target));
    }

    private static List<string> Addresses(string text)
    {
        var addresses = new List<string>();
        ProseReferences.Of(text, Sources, url =>
        {
            addresses.Add(url);
            return null;
        });
        return addresses;
    }
}
