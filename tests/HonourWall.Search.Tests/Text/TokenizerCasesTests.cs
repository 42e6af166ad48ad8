using System.Text;
using HonourWall.Search.Text;
using Xunit;

namespace HonourWall.Search.Tests.Text;

public class TokenizerCasesTests
{
    public static TheoryData<string, string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string, string>();
        foreach (var row in Repository.Json("search/spec/tokenizer-cases.json").EnumerateArray())
        {
            // A lone surrogate is no valid JSON string for GetString; take the raw text apart.
            var text = Unescape(row.GetProperty("text").GetRawText());
            var normalised = row.GetProperty("normalised").GetString() ?? "";
            cases.Add(row.GetProperty("why").GetString() ?? "", text, normalised, row.TryGetProperty("years", out var years) ? years.GetString() ?? "" : normalised);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_text_is_normalised_as_in_the_browser(string why, string text, string normalised, string years)
    {
        var result = Normaliser.Normalise(text);
        Assert.True(normalised == Text(result), $"{why}: {Text(result)}");
        Assert.Equal(years, Text(result.WithDigitYears()));
    }

    [Fact]
    public void Every_character_knows_the_span_it_came_from()
    {
        const string text = "㎏ ２０１５年，𬱖頔";
        var result = Normaliser.Normalise(text);
        var spans = Enumerable.Range(0, result.Length).Select(i => text[result.Start(i)..result.End(i)]);
        Assert.Equal(["㎏", "㎏", "", "２", "０", "１", "５", "年", "", "𬱖", "頔"], spans);
    }

    private static string Text(NormalisedText text)
    {
        var result = new StringBuilder();
        foreach (var code in text.Codes) result.Append(new Rune(code).ToString());
        return result.ToString();
    }

    private static string Unescape(string raw)
    {
        var result = new StringBuilder();
        for (var i = 1; i < raw.Length - 1; i++)
        {
            if (raw[i] != '\\') result.Append(raw[i]);
            else if (raw[++i] == 'u')
            {
                result.Append((char)Convert.ToInt32(raw.Substring(i + 1, 4), 16));
                i += 4;
            }
            else result.Append(raw[i] == 'n' ? '\n' : raw[i]);
        }
        return result.ToString();
    }
}
