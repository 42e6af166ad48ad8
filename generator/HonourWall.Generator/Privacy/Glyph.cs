using System.Globalization;
using System.Text;
using HonourWall.Roll.Reading;
using Markdig.Helpers;

namespace HonourWall.Generator.Privacy;

/// <summary>How a digit is written. Each kind is read by itself and all of them together: ① before a number counts it and is no part of it.</summary>
[Flags]
internal enum DigitKinds
{
    None = 0,
    /// <summary>1, １, ۱, 𝟏.</summary>
    Decimal = 1,
    /// <summary>一, 壹, 〇.</summary>
    Chinese = 2,
    /// <summary>①, ⑴, ❶, ¹.</summary>
    Marked = 4,
    All = Decimal | Chinese | Marked,
}

/// <summary>One character as readers get it, however it is written: <c>&amp;#49;</c>, <c>\u0031</c>, 壹, ① and 𝟏 are all a 1.</summary>
/// <param name="Plain">0 to 9 for a digit, else the character.</param>
/// <param name="Length">In UTF-16 units, from where it begins.</param>
internal readonly record struct Glyph(char Plain, int Length, DigitKinds Kind)
{
    private const string ChineseDigits = "〇零○一壹幺二贰貳三叁參叄四肆五伍六陆陸七柒八捌九玖";
    private const string ChineseValues = "00011122233334455666778899";

    private static readonly CharacterSet Beginnings = new(
        [.. Enumerable.Range(0, char.MaxValue).Select(c => (char)c).Where(c => CharUnicodeInfo.GetDigitValue(c) >= 0), .. ChineseDigits, '&', '\\', '\ud835', '\ud83c', '\ud83e']);

    /// <summary>Where a digit may begin; negative when there is none.</summary>
    public static int IndexOfDigit(ReadOnlySpan<char> text) => Beginnings.IndexIn(text);

    public bool IsDigit => Kind != DigitKinds.None;

    public static Glyph At(string text, int at)
    {
        var c = text[at];
        if (char.IsAsciiDigit(c)) return new Glyph(c, 1, DigitKinds.Decimal);
        if (c == '&' && Entity(text, at) is { } entity) return entity;
        if (c == '\\' && Escape(text, at) is { } escape) return escape;
        return c < '\u0080' ? new Glyph(c, 1, DigitKinds.None) : Of(text, at);
    }

    private static Glyph Of(string text, int at)
    {
        var length = char.IsSurrogatePair(text, at) ? 2 : 1;
        if (ChineseDigits.IndexOf(text[at], StringComparison.Ordinal) is >= 0 and var index) return new Glyph(ChineseValues[index], 1, DigitKinds.Chinese);
        var value = CharUnicodeInfo.GetDigitValue(text, at);
        if (value < 0) return new Glyph(text[at], length, DigitKinds.None);
        return new Glyph((char)('0' + value), length, CharUnicodeInfo.GetDecimalDigitValue(text, at) >= 0 ? DigitKinds.Decimal : DigitKinds.Marked);
    }

    /// <summary>As Markdown reads it.</summary>
    private static Glyph? Entity(string text, int at)
    {
        var length = HtmlHelper.ScanEntity(new StringSlice(text, at, text.Length - 1), out var number, out var nameStart, out var nameLength);
        if (length == 0) return null;
        var meant = nameLength > 0 ? EntityHelper.DecodeEntity(text.AsSpan(nameStart, nameLength)) : Rune.IsValid(number) ? new Rune(number).ToString() : null;
        return string.IsNullOrEmpty(meant) ? null : At(meant, 0) with { Length = length };
    }

    /// <summary><c>\x31</c>, <c>\u0031</c> and <c>\U00000031</c> of YAML.</summary>
    private static Glyph? Escape(string text, int at)
    {
        var digits = at + 1 == text.Length ? 0 : text[at + 1] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0 || at + 2 + digits > text.Length) return null;
        if (!int.TryParse(text.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) || !Rune.IsValid(number)) return null;
        return Of(new Rune(number).ToString(), 0) with { Length = 2 + digits };
    }
}
