using System.Globalization;

namespace HonourWall.Generator.Reporting;

/// <summary>The one table at the end of a build: what stands in the site, what was wrong, how long it took.</summary>
internal static class BuildSummary
{
    public static void Write(TextWriter output, BuildResult result, TimeSpan time, bool isChinese)
    {
        // Where nothing was written what is said of files would mean nothing.
        List<(string Chinese, string English, string Value)> cells = [("页", "pages", Number(result.Pages)), ("图片", "pictures", Number(result.Pictures))];
        if (result.Written) cells.AddRange([("检索", "index", Size(result.IndexBytes)), ("全部文件", "files", Number(result.Files)), ("写出", "written", Size(result.Bytes)), ("改动", "changed", Number(result.ChangedFiles))]);
        cells.AddRange([("错误", "errors", Number(result.Errors)), ("警告", "warnings", Number(result.Warnings)), ("用时", "time", Seconds(time) + (isChinese ? " 秒" : " s"))]);
        WriteRow(output, cells.Select(c => (isChinese ? c.Chinese : c.English, Width(c, isChinese))));
        WriteRow(output, cells.Select(c => (c.Value, Width(c, isChinese))));
    }

    /// <summary>How long each stage took.</summary>
    public static void WriteTimes(TextWriter output, BuildResult result)
    {
        foreach (var (stage, time) in result.Times) output.WriteLine($"  {stage,-8} {time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture),6} ms");
    }

    private static int Width((string Chinese, string English, string Value) cell, bool isChinese) =>
        Math.Max(Cells(isChinese ? cell.Chinese : cell.English), Cells(cell.Value));

    private static void WriteRow(TextWriter output, IEnumerable<(string Text, int Width)> cells) =>
        output.WriteLine(string.Join("  ", cells.Select(c => new string(' ', c.Width - Cells(c.Text)) + c.Text)));

    private static int Cells(string text) => text.EnumerateRunes().Sum(EastAsianWidth.Of);

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Size(long bytes) => bytes < 1_000_000 ? $"{(bytes / 1000.0).ToString("0.0", CultureInfo.InvariantCulture)} kB" : $"{(bytes / 1_000_000.0).ToString("0.0", CultureInfo.InvariantCulture)} MB";
}
