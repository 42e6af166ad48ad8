using HonourWall.Generator.Reporting;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Serving;

/// <summary>
/// What the preview says of each build. A warning is said once, until it is mended: whoever saves a text looks for what is new, not through the same hundreds
/// again. Errors are said every time, for they hold the site back.
/// </summary>
/// <param name="isQuiet">Diagnostics and the address only.</param>
/// <param name="isVerbose">The times of each stage too.</param>
public sealed class ServerLog(TextWriter output, string format, string language, bool colour, bool isQuiet, bool isVerbose, string contentFolder)
{
    private HashSet<string> _said = [];

    public string Language => language;

    public void WriteLine(string line) => output.WriteLine(line);

    public void Tell(BuildResult result, TimeSpan time)
    {
        var again = result.Diagnostics.Where(d => d.Severity != Severity.Error && _said.Contains(KeyOf(d))).ToHashSet(ReferenceEqualityComparer.Instance);
        _said = [.. result.Diagnostics.Select(KeyOf)];
        DiagnosticPrinter.Print(output, result.Diagnostics.Where(d => !again.Contains(d)), format, language, colour, contentFolder);
        if (isQuiet) return;
        output.WriteLine(language == "zh"
            ? $"页 {result.Pages}　改动 {result.ChangedFiles}　错误 {result.Errors}　警告 {result.Warnings}{(again.Count > 0 ? $"（{again.Count} 条上次已列出）" : "")}　{(int)time.TotalMilliseconds} 毫秒"
            : $"{result.Pages} pages, {result.ChangedFiles} changed, {result.Errors} errors, {result.Warnings} warnings{(again.Count > 0 ? $" ({again.Count} listed before)" : "")}, {(int)time.TotalMilliseconds} ms");
        if (isVerbose) BuildSummary.WriteTimes(output, result);
    }

    private static string KeyOf(Diagnostic diagnostic) => $"{diagnostic.Code} {diagnostic.Place} {string.Join('\0', diagnostic.Arguments)}";
}
