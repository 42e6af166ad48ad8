using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HonourWall.Search.Text;

namespace HonourWall.Search.Searching;

/// <summary>
/// A span of years that a query puts in words: 五十年代, 五六十年代, 1950年代, 1959—1979年, 从1959年到1979年之间. The twin of <c>client/years.js</c>.
/// 「去年」 stays a word: an index does not know when it is read.
/// </summary>
/// <param name="Rest">The query without these words.</param>
/// <param name="Ranges">Values of the year facet.</param>
internal sealed partial record YearWords(string Rest, ImmutableArray<string> Ranges)
{
    private const string Digits = "〇一二三四五六七八九0123456789零";
    private const string Digit = $"[{Digits}]";
    private const string Century = "(?:19|20|一九|二[〇零])";
    private const string Year = $"({Century}{Digit}{Digit})年?";

    /// <summary>Null where there is none.</summary>
    public static YearWords? In(string text)
    {
        var ranges = ImmutableArray.CreateBuilder<string>();
        var rest = Span().Replace(InHalfWidth(text), found =>
        {
            ranges.Add(Range(found));
            return " ";
        });
        return ranges.Count > 0 ? new YearWords(rest, ranges.ToImmutable()) : null;
    }

    private static string Range(Match found)
    {
        string Number(int group) => InDigits(found.Groups[group].Value);
        if (found.Groups[1].Success) return $"{Number(1)}-{Number(2)}";
        var century = found.Groups[3].Success ? Number(3) : "19";
        return $"{century}{Number(found.Groups[4].Success ? 4 : 5)}0-{century}{Number(5)}9";
    }

    private static string InDigits(string text) => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? c : (char)('0' + NormalisedText.Digit(c))));

    private static string InHalfWidth(string text) => string.Concat(text.Select(c => c is >= '！' and <= '～' ? (char)Folding.Shipped.One(c) : c));

    [GeneratedRegex($"(?:[从自]?{Year}[-‐-―~〜至到]+{Year}(?:之?间)?|(?:(?:上|20|二十)世.)?({Century})?({Digit})?({Digit})[十0〇零]年代)的?(?:劳模$)?")]
    private static partial Regex Span();
}
