using System.Globalization;
using System.Text;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Tests.Reporting;

/// <summary>docs/diagnostics.md, made from the catalogue.</summary>
internal static class DiagnosticsPage
{
    private static readonly (string Prefix, string Title)[] Stages =
    [
        ("HW1", "读取 Reading: files to records"),
        ("HW2", "关联 Linking: ids to people, awards, sources"),
        ("HW3", "规划 Planning: which page stands where"),
        ("HW4", "生成 Drawing pages"),
        ("HW5", "检索 Search index"),
        ("HW6", "隐私 Privacy"),
        ("HW7", "导入 Import"),
    ];

    public static string Write()
    {
        var page = new StringBuilder();
        page.Append("""
            # 诊断 Diagnostics

            <!-- Made from DiagnosticCatalogue by a test; `APPROVE=1 dotnet test --project tests/HonourWall.Generator.Tests` writes it anew. -->

            `honourwall check` 和 `build` 一次报出全部问题，每一处都指到文件、行、列。有错误（error）时什么也不写，上一次的网站照旧；警告（warning）不妨碍发布，`--fail-on warning` 时除外。

            `honourwall check` and `build` report everything in one run, each mistake at its file, line and column. An error stops the write and the last
            good site stays; a warning does not, unless `--fail-on warning` is given. `--format json|sarif|github` prints for machines, `--lang en` in English.


            """.ReplaceLineEndings("\n"));
        foreach (var (prefix, title) in Stages)
        {
            var entries = DiagnosticCatalogue.All.Where(e => e.Code.StartsWith(prefix, StringComparison.Ordinal)).ToList();
            if (entries.Count == 0) continue;
            page.Append($"## {prefix}xx {title}\n\n| | 说明 | 怎么办 | What is wrong | What to do |\n| --- | --- | --- | --- | --- |\n");
            foreach (var entry in entries)
            {
                var severity = entry.Severity == Severity.Error ? "" : "<br>" + (entry.Severity == Severity.Warning ? "警告 warning" : "提示 note");
                page.Append($"| {entry.Code}{severity} | {Cell(entry.Chinese)} | {Cell(entry.HelpChinese)} | {Cell(entry.English)} | {Cell(entry.HelpEnglish)} |\n");
            }
            page.Append('\n');
        }
        return page.ToString().TrimEnd() + "\n";
    }

    /// <summary>「…」 where a diagnostic says what it found.</summary>
    private static string Cell(string text) =>
        string.Format(CultureInfo.InvariantCulture, text, "…", "…", "…", "…", "…").Replace("|", "\\|", StringComparison.Ordinal);
}
