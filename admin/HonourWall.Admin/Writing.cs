using System.Globalization;
using System.Text;

namespace HonourWall.Admin;

/// <summary>
/// Whether what people typed can be read as it stands: no control characters, and none of the invisible ones that turn the direction of a line or hide between
/// two letters, so that two names look alike or one like another.
/// </summary>
public static class Writing
{
    /// <param name="lines">Whether the text may have several lines.</param>
    public static bool IsUnreadable(string text, bool lines = false)
    {
        foreach (var rune in text.EnumerateRunes())
            if (IsInvisible(rune) && !(lines && rune.Value is '\n' or '\r')) return true;
        return false;
    }

    /// <summary>The text with its full-width digits as plain ones.</summary>
    public static string HalfWidthDigits(string text) => string.Concat(text.Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c));

    /// <summary>How many digits of the text stand in a row, whatever their width and however they are spaced.</summary>
    public static int LongestNumber(string text) =>
        string.Concat(HalfWidthDigits(text).Select(c => char.IsWhiteSpace(c) ? "" : char.IsAsciiDigit(c) ? "0" : " ")).Split(' ').Max(run => run.Length);

    /// <summary>The text without what cannot be read.</summary>
    public static string Readable(string text) => string.Concat(text.EnumerateRunes().Where(rune => !IsInvisible(rune)));

    // U+FFFD is what half a character becomes.
    private static bool IsInvisible(Rune rune) => rune.Value == 0xFFFD
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
