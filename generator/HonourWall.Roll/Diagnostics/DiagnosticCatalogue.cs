using System.Collections.Frozen;

namespace HonourWall.Roll.Diagnostics;

/// <summary>The words of one diagnostic in both languages; <c>{0}</c> … are its arguments.</summary>
public sealed record DiagnosticEntry(string Code, Severity Severity, string Chinese, string English, string HelpChinese, string HelpEnglish);

/// <summary>Every diagnostic that HonourWall can give. <c>docs/diagnostics.md</c> is generated from it.</summary>
public static class DiagnosticCatalogue
{
    private static readonly FrozenDictionary<string, DiagnosticEntry> Entries = new DiagnosticEntry[]
    {
        new("HW101", Severity.Error,
            "文件「{0}」不存在", "file \"{0}\" does not exist",
            "新建它，或检查文件夹是否选对。", "Create it, or check that this is the right folder."),
    }.ToFrozenDictionary(e => e.Code, StringComparer.Ordinal);

    public static IEnumerable<DiagnosticEntry> All => Entries.Values.OrderBy(e => e.Code, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">No such code: a bug of ours.</exception>
    public static DiagnosticEntry Get(string code) => Entries[code];
}
