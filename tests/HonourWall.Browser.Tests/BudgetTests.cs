using System.IO.Compression;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>How much a reader on a slow line has to wait for, gzipped as servers send it.</summary>
public sealed class BudgetTests(BuiltSites sites, Chromium chromium)
{
    private const int Kilobyte = 1024;

    [Fact]
    public void Every_page_is_within_50_KB()
    {
        foreach (var folder in new[] { sites.Content.Folder, sites.HardCases.Folder })
        {
            var pages = Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories).ToList();
            Assert.NotEmpty(pages);
            var large = pages.Select(p => (Page: Path.GetRelativePath(folder, p), Size: Zipped(p))).Where(p => p.Size > 50 * Kilobyte).ToList();
            Assert.True(large.Count == 0, string.Join('\n', large));
        }
    }

    [Fact]
    public void The_style_sheet_is_within_14_KB_and_the_scripts_together_within_30()
    {
        var styles = Assets("*.css");
        var scripts = Assets("*.js");
        Assert.NotEmpty(styles);
        Assert.NotEmpty(scripts);
        Assert.InRange(styles.Sum(Zipped), 1, 14 * Kilobyte);
        Assert.InRange(scripts.Sum(Zipped), 1, 30 * Kilobyte);
    }

    [Fact]
    public void The_script_of_search_is_within_15_KB_of_brotli()
    {
        var script = File.ReadAllBytes(Assert.Single(Assets("search-page.*.js")));
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(script.Length)];
        Assert.True(BrotliEncoder.TryCompress(script, buffer, out var length, 11, 22));
        Assert.InRange(length, 1, 15 * Kilobyte);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/wall/")]
    [InlineData("/honourees/shi-chuanxiang/")]
    public async Task The_first_view_is_within_100_KB(string address)
    {
        await using var visit = await chromium.VisitAsync(Viewport.Phone);
        var paths = new List<string>();
        visit.Page.Response += (_, response) =>
        {
            lock (paths) paths.Add(new Uri(response.Url).AbsolutePath);
        };
        await visit.GoAsync(sites.Content.At(address));
        List<string> files;
        lock (paths) files = [.. paths.Select(p => Path.Combine(sites.Content.Folder, Uri.UnescapeDataString(p).TrimStart('/'), p.EndsWith('/') ? "index.html" : ""))];
        Assert.Contains(files, f => f.EndsWith(".css", StringComparison.Ordinal) || f.EndsWith(".css/", StringComparison.Ordinal));
        var sum = files.Sum(f => Zipped(f.TrimEnd('/')));
        Assert.True(sum <= 100 * Kilobyte, $"{sum / Kilobyte} KB: {string.Join(", ", files.Select(Path.GetFileName))}");
    }

    private List<string> Assets(string pattern) => [.. Directory.EnumerateFiles(Path.Combine(sites.Content.Folder, "assets"), pattern, SearchOption.AllDirectories)];

    /// <summary>Pictures do not get smaller.</summary>
    private static long Zipped(string path)
    {
        if (path.EndsWith(".webp", StringComparison.Ordinal)) return new FileInfo(path).Length;
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(File.ReadAllBytes(path));
        return target.Length;
    }
}
