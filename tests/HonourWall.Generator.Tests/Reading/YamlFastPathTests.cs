using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;
using Xunit;

namespace HonourWall.Generator.Tests.Reading;

public sealed class YamlFastPathTests
{
    private static readonly string[] Pieces =
    [
        "张", "伟", "𠮷", "·", "a", "Z", "1", "0x", ".", ",", "，", "：", ":", ": ", " ", "  ", "-", "- ", "--", "#", " #", "\"", "'", "\\", "[", "]", "{", "}",
        "&", "*", "!", "|", ">", "%", "@", "`", "~", "null", "true", "?", "? ", "=", "<<", "\t", "\u3000", "\u00a0", "\u0085", "\u2028", "\uFEFF", "—", "…", "（", "）",
    ];

    [Theory]
    [InlineData("name: 时传祥\nborn: 1915\n")]
    [InlineData("name: \"时传祥\"\ndied: 1975~\n")]
    [InlineData("name: \"\"\nemployer: a b  c\n")]
    [InlineData("publish_on: 2026-05-01\n")]
    public void Simple_front_matter_is_read_without_the_scanner(string yaml) => Assert.NotNull(Fast(yaml));

    [Theory]
    [InlineData("name: 'x'\n")]
    [InlineData("name: null\n")]
    [InlineData("name: ~\n")]
    [InlineData("name: a # b\n")]
    [InlineData("name: a\n  b\n")]
    [InlineData("name: [a]\n")]
    [InlineData("name: a\r\n")]
    [InlineData("name:\n")]
    [InlineData("# x\nname: a\n")]
    public void Anything_else_is_left_to_the_scanner(string yaml) => Assert.Null(Fast(yaml));

    /// <summary>Whatever the fast path accepts, the scanner gives the same nodes for.</summary>
    [Fact]
    public void Both_ways_give_the_same_nodes()
    {
        var random = new Random(11);
        var accepted = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var yaml = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(i => $"key_{(char)('a' + i)}: {Value(random)}\n"));
            if (Fast(yaml) is not { } fast) continue;
            accepted++;
            var bag = new DiagnosticBag();
            var file = new ContentFile("x.md", "---\n" + yaml);
            var slow = YamlReader.Read(file, 4, yaml.Length, bag, out var broken);
            Assert.False(broken, yaml);
            Assert.Equal(Dump(slow), Dump(fast));
        }
        Assert.InRange(accepted, 2_000, 18_000);
    }

    private static string Value(Random random)
    {
        var text = string.Concat(random.GetItems(Pieces, random.Next(1, 5)));
        return random.Next(3) == 0 ? $"\"{text}\"" : text;
    }

    private static YamlMap? Fast(string yaml) => YamlFastPath.TryRead("---\n" + yaml, 4, 4 + yaml.Length, new StringPool());

    private static string Dump(YamlNode? node) => node switch
    {
        YamlText text => $"{text.Value}@{text.Offset}+{text.Length}",
        YamlMap map => string.Join('\n', map.Entries.Select(e => $"{Dump(e.Key)}: {Dump(e.Value)}")),
        _ => "?",
    };
}
