using System.Text;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Reporting;

/// <summary>Diagnostics as a compiler prints them: the place, what is wrong, the line with a caret, one thing to do.</summary>
internal sealed class TextDiagnosticWriter(TextWriter output, DiagnosticWords words, bool colour, SourceLines lines)
{
    /// <summary>Characters shown of a long line, such as a paragraph.</summary>
    private const int LongestLine = 80;

    /// <summary>Characters kept before the caret when the start of a line is cut.</summary>
    private const int KeptBefore = 24;

    private const string Indent = "    ";

    public void Write(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics) Write(diagnostic);
    }

    private void Write(Diagnostic diagnostic)
    {
        var severity = DiagnosticWords.Severity(diagnostic);
        var paint = diagnostic.Severity == Severity.Error ? "31" : diagnostic.Severity == Severity.Warning ? "33" : "36";
        output.WriteLine($"{Painted(diagnostic.Place.ToString(), "1")}: {Painted($"{severity} {diagnostic.Code}", "1;" + paint)}: {words.Message(diagnostic)}");
        if ((diagnostic.SourceLine ?? lines.Find(diagnostic.Place)) is { } line && !string.IsNullOrWhiteSpace(line)) WriteLine(line, diagnostic.Place, paint);
        output.WriteLine($"{Indent}{Painted(words.HelpLabel, "36")}{words.Help(diagnostic)}");
    }

    private void WriteLine(string line, ContentPlace place, string paint)
    {
        var runes = line.TrimEnd().EnumerateRunes().ToArray();
        var start = 0;
        if (place.Column > LongestLine - KeptBefore) start = Math.Max(0, Math.Min(place.Column - 1 - KeptBefore, runes.Length - LongestLine));
        var shown = runes.AsSpan(start, Math.Min(LongestLine, runes.Length - start));
        var cutBefore = start > 0 ? "…" : "";
        var cutAfter = start + shown.Length < runes.Length ? "…" : "";
        output.WriteLine(Indent + cutBefore + Text(shown) + cutAfter);
        if (place.Column == 0) return;

        var before = Math.Clamp(place.Column - 1 - start, 0, shown.Length);
        var meant = shown[before..Math.Min(shown.Length, before + place.Length)];
        var cells = Math.Max(1, Width(meant));
        // A tab stays a tab under itself, whatever its width.
        var margin = string.Concat(shown[..before].ToArray().Select(r => r.Value == '\t' ? "\t" : new string(' ', EastAsianWidth.Of(r))));
        output.WriteLine(Indent + (cutBefore.Length > 0 ? " " : "") + margin + Painted("^" + new string('~', cells - 1), paint));
    }

    private static int Width(ReadOnlySpan<Rune> runes)
    {
        var width = 0;
        foreach (var rune in runes) width += EastAsianWidth.Of(rune);
        return width;
    }

    private static string Text(ReadOnlySpan<Rune> runes)
    {
        var text = new StringBuilder(runes.Length);
        foreach (var rune in runes) text.Append(rune.ToString());
        return text.ToString();
    }

    private string Painted(string text, string code) => colour ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
