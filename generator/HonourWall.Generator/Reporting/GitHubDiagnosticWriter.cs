using System.Globalization;
using System.Text;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Reporting;

/// <summary>Diagnostics as workflow commands, which GitHub shows beside the changed line.</summary>
internal static class GitHubDiagnosticWriter
{
    public static void Write(TextWriter output, IEnumerable<Diagnostic> diagnostics, DiagnosticWords words)
    {
        foreach (var diagnostic in diagnostics)
        {
            var command = diagnostic.Severity == Severity.Note ? "notice" : DiagnosticWords.Severity(diagnostic);
            output.WriteLine($"::{command} {Properties(diagnostic)}::{Data($"{words.Message(diagnostic)}\n{words.HelpLabel}{words.Help(diagnostic)}")}");
        }
    }

    private static string Properties(Diagnostic diagnostic)
    {
        var place = diagnostic.Place;
        var text = new StringBuilder("file=").Append(Property(place.File));
        if (place.Line > 0) text.Append(CultureInfo.InvariantCulture, $",line={place.Line}");
        if (place.Column > 0) text.Append(CultureInfo.InvariantCulture, $",col={place.Column},endColumn={place.Column + Math.Max(1, place.Length)}");
        return text.Append(",title=").Append(diagnostic.Code).ToString();
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
