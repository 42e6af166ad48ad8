using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Reporting;

/// <summary>Prints diagnostics: for people, or for the machines that read them.</summary>
public static class DiagnosticPrinter
{
    /// <param name="format">text, json, sarif or github.</param>
    /// <param name="language">zh or en.</param>
    /// <param name="contentFolder">Where to look up the lines to show; null: diagnostics without their lines.</param>
    public static void Print(TextWriter output, IEnumerable<Diagnostic> diagnostics, string format, string language, bool colour, string? contentFolder = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        var words = new DiagnosticWords(language);
        switch (format)
        {
            case "json":
                JsonDiagnosticWriter.Write(output, diagnostics, words);
                break;
            case "sarif":
                SarifDiagnosticWriter.Write(output, diagnostics, words);
                break;
            case "github":
                GitHubDiagnosticWriter.Write(output, diagnostics, words);
                break;
            default:
                new TextDiagnosticWriter(output, words, colour, new SourceLines(contentFolder)).Write(diagnostics);
                break;
        }
    }
}
