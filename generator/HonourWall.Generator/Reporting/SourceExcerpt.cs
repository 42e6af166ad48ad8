using System.Text;

namespace HonourWall.Generator.Reporting;

/// <summary>The part of a line that is shown with a diagnostic, and what in it is meant.</summary>
/// <param name="Before">Begins with … where the start of the line is left out.</param>
/// <param name="Meant">Empty when the place names no column, or the end of the line.</param>
internal readonly record struct SourceExcerpt(string Before, string Meant, string After)
{
    /// <summary>Characters shown of a long line, such as a paragraph.</summary>
    private const int LongestLine = 80;

    /// <summary>Characters kept before what is meant when the start of a line is cut.</summary>
    private const int KeptBefore = 24;

    public static SourceExcerpt Of(string line, ContentPlace place)
    {
        var runes = line.TrimEnd().EnumerateRunes().ToArray();
        var start = 0;
        if (place.Column > LongestLine - KeptBefore) start = Math.Max(0, Math.Min(place.Column - 1 - KeptBefore, runes.Length - LongestLine));
        var shown = runes.AsSpan(start, Math.Min(LongestLine, runes.Length - start));
        var cutBefore = start > 0 ? "…" : "";
        var cutAfter = start + shown.Length < runes.Length ? "…" : "";
        if (place.Column == 0) return new SourceExcerpt(cutBefore + Text(shown) + cutAfter, "", "");
        var before = Math.Clamp(place.Column - 1 - start, 0, shown.Length);
        var until = Math.Min(shown.Length, before + place.Length);
        return new SourceExcerpt(cutBefore + Text(shown[..before]), Text(shown[before..until]), Text(shown[until..]) + cutAfter);
    }

    private static string Text(ReadOnlySpan<Rune> runes)
    {
        var text = new StringBuilder(runes.Length);
        foreach (var rune in runes) text.Append(rune.ToString());
        return text.ToString();
    }
}
