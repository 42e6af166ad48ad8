using System.IO.Compression;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>What a reader on a slow line waits for on a large wall, gzipped as servers send it.</summary>
public sealed class WallBudgetTests(LargeWall large, Chromium chromium)
{
    private const int Kilobyte = 1024;

    [Fact]
    public void The_page_of_a_large_wall_is_within_50_KB() =>
        Assert.InRange(Zipped(Path.Combine(large.Site.Folder, "wall", "index.html")), 1, 50 * Kilobyte);

    [Fact]
    public void A_name_costs_at_most_ten_bytes() =>
        Assert.InRange(Directory.EnumerateFiles(Path.Combine(large.Site.Folder, "assets"), "wall-y*.js").Sum(Zipped), 1, 10 * LargeWall.Names);

    [Fact]
    public async Task The_first_view_of_a_large_wall_is_within_100_KB_and_holds_names()
    {
        await using var visit = await chromium.VisitAsync();
        var paths = new List<string>();
        // Until the page is loaded; what comes when the browser is idle is not waited for.
        var loaded = false;
        visit.Page.Load += (_, _) => loaded = true;
        visit.Page.Response += (_, response) =>
        {
            if (!loaded) lock (paths) paths.Add(new Uri(response.Url).AbsolutePath);
        };
        await visit.GoAsync(large.Site.At("/wall/"));
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.grp')].filter(g => g.getBoundingClientRect().top < innerHeight).every(g => g.querySelector(':scope > a'))"), "names in view stand in the page");
        List<string> files;
        lock (paths) files = [.. paths.Select(p => Path.Combine(large.Site.Folder, p.TrimStart('/') + (p.EndsWith('/') ? "index.html" : "")))];
        Assert.Contains(files, f => f.EndsWith(".css", StringComparison.Ordinal));
        Assert.InRange(files.Sum(Zipped), 1, 100 * Kilobyte);
    }

    private static long Zipped(string path)
    {
        if (path.EndsWith(".webp", StringComparison.Ordinal)) return new FileInfo(path).Length;
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(File.ReadAllBytes(path));
        return target.Length;
    }
}
