using System.Globalization;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Roll.Reading;

/// <summary>Characters that come from somewhere else than a keyboard: what a conversion lost, what nobody sees, what only one computer can draw, what only looks like a character.</summary>
public static class StrangeCharacters
{
    /// <summary>
    /// Control characters, which no feed may hold; blanks without a width and marks of direction, which come along from web pages and
    /// chats, and make a name differ from itself. Not the joiners U+200C and U+200D: scripts and pictures need them.
    /// </summary>
    private static readonly CharacterSet Unseen = new(
        [.. Range(0x00, 0x08), '\u000B', '\u000C', .. Range(0x0E, 0x1F), .. Range(0x7F, 0x9F), '\u00AD', '\u200B', '\u200E', '\u200F', .. Range(0x2028, 0x202E), .. Range(0x2060, 0x206F), '\uFEFF', .. Range(0xFFF0, 0xFFFB), '\uFFFE', '\uFFFF']);

    /// <summary>Reports each at its place in the file, one of a kind a line.</summary>
    public static void Report(ContentFile file, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var text = file.Text.AsSpan();
        var lost = text.IndexOf('\uFFFD');
        if (lost >= 0) diagnostics.Add("HW112", file.PlaceAt(lost));
        for (var at = Unseen.IndexIn(text); at >= 0; at = After(at, Unseen.IndexIn(text[at..])))
        {
            diagnostics.Add("HW113", file.PlaceAt(at), "U+" + ((int)text[at]).ToString("X4", CultureInfo.InvariantCulture));
            at = LineEnd(text, at);
        }
        // GBK keeps rare characters of names in the private area; Unicode has them elsewhere by now.
        ReportRange('\uE000', '\uF8FF', "HW114", file, diagnostics);
        // A list copied out of a PDF has signs of radicals for characters that look the same: such a name differs from itself, and has no strokes and no reading to be sorted by.
        ReportRange('\u2E80', '\u2FD5', "HW115", file, diagnostics);
    }

    private static void ReportRange(char first, char last, string code, ContentFile file, DiagnosticBag diagnostics)
    {
        var text = file.Text.AsSpan();
        for (var at = text.IndexOfAnyInRange(first, last); at >= 0; at = After(at, text[at..].IndexOfAnyInRange(first, last)))
        {
            diagnostics.Add(code, file.PlaceAt(at), "U+" + ((int)text[at]).ToString("X4", CultureInfo.InvariantCulture));
            at = LineEnd(text, at);
        }
    }

    /// <summary>One report a line is enough: a file of another kind would be reported character by character.</summary>
    private static int LineEnd(ReadOnlySpan<char> text, int at)
    {
        var length = text[at..].IndexOfAny('\r', '\n');
        return length < 0 ? text.Length : at + length;
    }

    private static int After(int at, int found) => found < 0 ? -1 : at + found;

    private static IEnumerable<char> Range(int first, int last) => Enumerable.Range(first, last - first + 1).Select(c => (char)c);
}
