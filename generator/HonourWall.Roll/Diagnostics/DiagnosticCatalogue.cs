using System.Collections.Frozen;

namespace HonourWall.Roll.Diagnostics;

/// <summary>The words of one diagnostic in both languages; <c>{0}</c> … are its arguments.</summary>
public sealed record DiagnosticEntry(string Code, Severity Severity, string Chinese, string English, string HelpChinese, string HelpEnglish);

/// <summary>Every diagnostic that HonourWall can give, a file for each stage. <c>docs/diagnostics.md</c> is generated from it.</summary>
public static partial class DiagnosticCatalogue
{
    private static readonly FrozenDictionary<string, DiagnosticEntry> Entries =
        Reading().Concat(Linking()).Concat(Building()).Concat(Privacy()).Concat(Importing()).ToFrozenDictionary(e => e.Code, StringComparer.Ordinal);

    public static IEnumerable<DiagnosticEntry> All => Entries.Values.OrderBy(e => e.Code, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">No such code: a bug of ours.</exception>
    public static DiagnosticEntry Get(string code) => Entries[code];

    private static DiagnosticEntry Note(string code, string chinese, string english, string helpChinese, string helpEnglish) =>
        new(code, Severity.Note, chinese, english, helpChinese, helpEnglish);

    private static DiagnosticEntry Error(string code, string chinese, string english, string helpChinese, string helpEnglish) =>
        new(code, Severity.Error, chinese, english, helpChinese, helpEnglish);

    private static DiagnosticEntry Warning(string code, string chinese, string english, string helpChinese, string helpEnglish) =>
        new(code, Severity.Warning, chinese, english, helpChinese, helpEnglish);
}
