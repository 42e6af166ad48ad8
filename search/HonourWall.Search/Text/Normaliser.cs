using System.Text;

namespace HonourWall.Search.Text;

/// <summary>
/// Turns text into <see cref="NormalisedText"/>: folds every character, drops white space beside Han (line-broken print, 「2015 年」) and the
/// dot between Han (努尔兰·哈森), and turns every other run of what is no letter or digit into one break.
/// The twin of <c>client/text.js</c>; both run <c>spec/tokenizer-cases.json</c>.
/// </summary>
internal static class Normaliser
{
    private enum Gap { None, Space, Dot, Break }

    public static NormalisedText Normalise(string text)
    {
        var result = new NormalisedText();
        Append(result, text);
        return result;
    }

    /// <summary>Appends one field, parted from what is there by a break.</summary>
    public static void Append(NormalisedText result, string text)
    {
        var folding = Folding.Shipped;
        var gap = result.Length > 0 ? Gap.Break : Gap.None;
        var length = 1;
        for (var at = 0; at < text.Length; at += length)
        {
            // Nearly all of a Chinese text: characters that stay as they are, and between which nothing is dropped.
            if (gap == Gap.None && folding.Unfolded(text.AsSpan(at)) is var same and > 0)
            {
                result.Add(text.AsSpan(at, same), at);
                length = same;
                continue;
            }
            int c = text[at];
            length = 1;
            if (c is >= 0xD800 and <= 0xDFFF)
            {
                _ = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out length);   // a lone surrogate is U+FFFD: a break
                c = rune.Value;
            }
            var one = folding.One(c);
            if (one >= 0) gap = Emit(result, one, gap, at, at + length);
            else foreach (var code in folding.Many(c)) gap = Emit(result, code, gap, at, at + length);
        }
    }

    private static Gap Emit(NormalisedText result, int code, Gap gap, int start, int end)
    {
        var han = Script.IsHan(code);
        if (!han && !Script.IsWord(code))
        {
            var kind = Script.IsSpace(code) ? Gap.Space : code == Script.NameDot ? Gap.Dot : Gap.Break;
            return kind > gap ? kind : gap;
        }
        if (gap != Gap.None && result.Length > 0)
        {
            var afterHan = Script.IsHan(result.Codes[^1]);
            var dropped = gap == Gap.Space ? han || afterHan : gap == Gap.Dot && han && afterHan;
            if (!dropped && result.Codes[^1] != NormalisedText.Break) result.Add(NormalisedText.Break, start, start);
        }
        result.Add(code, start, end);
        return Gap.None;
    }
}
