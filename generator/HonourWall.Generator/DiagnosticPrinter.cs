using System.Globalization;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator;

/// <summary>Shows diagnostics as a compiler does: place, severity, code, what is wrong, one thing to do.</summary>
public static class DiagnosticPrinter
{
    /// <param name="format">text.</param>
    /// <param name="language">zh or en.</param>
    public static void Print(TextWriter output, IEnumerable<Diagnostic> diagnostics, string format, string language, bool colour)
    {
        foreach (var diagnostic in diagnostics)
        {
            var entry = DiagnosticCatalogue.Get(diagnostic.Code);
            object[] arguments = [.. diagnostic.Arguments];
            output.WriteLine($"{diagnostic.Place}: {(entry.Severity == Severity.Error ? "error" : "warning")} {diagnostic.Code}: "
                + string.Format(CultureInfo.InvariantCulture, language == "zh" ? entry.Chinese : entry.English, arguments));
        }
    }
}
