using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HonourWall.Generator.Pictures;
using HonourWall.Generator.Pictures.Cards;
using HonourWall.Roll.Diagnostics;
using Xunit;

namespace HonourWall.Generator.Tests.Pictures;

/// <summary>Cards with the real libvips and the fonts of this machine.</summary>
public sealed partial class CardTests : IDisposable
{
    private readonly SampleContent _content = new();
    private readonly TemporaryFolder _folder = new();

    public CardTests() => _content.With("stories/gu-shi.md", "---\ntitle: 故事\npeople: [ce-shi-yi]\n---\n一句话。[^s001]\n");

    public void Dispose()
    {
        _content.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("honourees/ce-shi-yi")]
    [InlineData("batches/2020-model-worker")]
    [InlineData("districts/haidian")]
    [InlineData("stories/gu-shi")]
    public void Every_page_worth_sharing_names_a_card_of_its_own(string page)
    {
        Build();
        var card = CardOf(page);
        Assert.NotNull(card);
        Assert.Equal(new PictureLook(Card.Width, Card.Height, null), PictureStudio.Look(File.ReadAllBytes(_folder.PathOf("site/" + card)), out _)! with { Colour = null }); // it is a picture
    }

    [Fact]
    public void A_card_that_is_kept_is_not_printed_again()
    {
        Build();
        var cache = Path.Combine(BuildOptions.CacheFolderOf(_folder.PathOf("site")), "pictures");
        var printed = Directory.GetFiles(cache).ToDictionary(f => f, File.GetLastWriteTimeUtc);
        Assert.NotEmpty(printed);
        _content.Replace("honourees/ce-shi-yi.md", "示例环卫有限公司\n", "示例另一家公司\n");
        Build();
        Assert.Equal(1, Directory.GetFiles(cache).Count(f => !printed.ContainsKey(f)));
        Assert.All(Directory.GetFiles(cache).Where(printed.ContainsKey), f => Assert.Equal(printed[f], File.GetLastWriteTimeUtc(f)));
    }

    [Fact]
    public void A_build_that_does_not_ask_for_cards_has_none()
    {
        Build(cards: false);
        Assert.Null(CardOf("honourees/ce-shi-yi"));
        Assert.False(Directory.Exists(_folder.PathOf("site/assets/cards")));
    }

    [Fact]
    public void A_character_that_no_font_has_is_named_and_its_card_is_not_made()
    {
        // The last one of Extension H (2022): newer than Debian's fonts.
        _content.Replace("honourees/ce-shi-yi.md", "name: 测试一", "name: 测试一\noccupation: 掏\U000323AF工人");
        var diagnostics = Build();
        Assert.Equal(["content/honourees/ce-shi-yi.md HW310 测试一 \U000323AF (U+323AF) fonts-hanazono"], diagnostics.Select(d => $"{d.Place} {d.Code} {string.Join(' ', d.Arguments)}"));
        Assert.Null(CardOf("honourees/ce-shi-yi"));
        Assert.NotNull(CardOf("honourees/ce-shi-er"));
    }

    [Fact]
    public void Where_the_font_is_not_installed_there_are_no_cards()
    {
        Assert.Null(FontCoverage.Among([_folder.Root]));
        Assert.NotNull(FontCoverage.OfThisMachine());
    }

    [Fact]
    public void Long_titles_and_many_lines_stay_on_the_stone()
    {
        foreach (var length in (int[])[1, 2, 3, 8, 9, 18, 30, 60])
        {
            var svg = CardLayout.Draw(new Card(new string('测', length), [new string('试', 40), new string('试', 20), new string('试', 13), "一"], Level.National, "示例光荣墙"));
            var places = Place().Matches(svg).Select(m => (X: double.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), Y: double.Parse(m.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture))).ToList();
            Assert.NotEmpty(places);
            Assert.All(places, p => Assert.True(p is { X: > 60 and < 1140, Y: > 60 and < 580 }, $"{length}: {p}"));
        }
    }

    [Fact]
    public void A_name_of_several_parts_begins_its_second_column_behind_a_dot()
    {
        var svg = CardLayout.Draw(new Card("买买提·阿卜杜热合曼·测试", [], Level.National, "示例光荣墙"));
        var letters = Letter().Matches(svg).Take(13).Select(m => (X: m.Groups["x"].Value, Text: m.Groups["text"].Value)).ToList();
        Assert.Equal(["买买提·", "阿卜杜热合曼·测试"], letters.GroupBy(l => l.X).Select(column => System.Net.WebUtility.HtmlDecode(string.Concat(column.Select(l => l.Text)))));
    }

    [GeneratedRegex("<text x=\"(?<x>[0-9.]+)\"[^>]*>(?<text>[^<]+)<")]
    private static partial Regex Letter();

    [GeneratedRegex("<text x=\"([0-9.]+)\" y=\"([0-9.]+)\"")]
    private static partial Regex Place();

    [GeneratedRegex("<meta property=\"og:image\" content=\"https?://[^/]+/([^\"]+)\"")]
    private static partial Regex Image();

    private string? CardOf(string page) => Image().Match(File.ReadAllText(_folder.PathOf($"site/{page}/index.html"))) is { Success: true } match ? match.Groups[1].Value : null;

    private ImmutableArray<Diagnostic> Build(bool cards = true) =>
        new BuildPipeline(new BuildOptions { Source = _content.Path, Destination = _folder.PathOf("site"), Now = SampleContent.Noon, Cards = cards }).Run(cancellation: TestContext.Current.CancellationToken).Diagnostics;
}
