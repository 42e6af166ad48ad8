using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Reporting;

/// <summary>Diagnostics as a compiler prints them: the place, what is wrong, the line with a caret, one thing to do.</summary>
internal sealed class TextDiagnosticWriter(TextWriter output, DiagnosticWords words, bool colour, SourceLines lines)
{
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
        var excerpt = SourceExcerpt.Of(line, place);
        output.WriteLine(Indent + excerpt.Before + excerpt.Meant + excerpt.After);
        if (place.Column == 0) return;
        // A tab stays a tab under itself, whatever its width; the … of a cut line is one cell wide.
        var margin = string.Concat(excerpt.Before.EnumerateRunes().Select((r, i) => r.Value == '\t' ? "\t" : new string(' ', i == 0 && r.Value == '…' ? 1 : EastAsianWidth.Of(r))));
        var cells = Math.Max(1, excerpt.Meant.EnumerateRunes().Sum(EastAsianWidth.Of));
        output.WriteLine(Indent + margin + Painted("^" + new string('~', cells - 1), paint));
    }

    private string Painted(string text, string code) => colour ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
