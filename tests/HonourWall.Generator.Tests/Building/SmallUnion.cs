using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Xunit;

namespace HonourWall.Generator.Tests.Building;

/// <summary>Builds the small invented union of tests/samples/small-union.</summary>
internal static partial class SmallUnion
{
    public static string Content => Repository.PathOf("tests", "samples", "small-union", "content");

    /// <summary>Builds in this process and expects neither error nor warning.</summary>
    public static string Build(TemporaryFolder folder, Func<BuildOptions, BuildOptions>? change = null, string name = "site")
    {
        var destination = folder.PathOf(name);
        var options = new BuildOptions { Source = Content, Destination = destination, Now = At("2026-04-10T09:00:00+08:00") };
        var result = new BuildPipeline(change?.Invoke(options) ?? options).Run(null, TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics.Select(d => $"{d.Place} {d.Code}"));
        Assert.True(result.Written);
        return destination;
    }

    public static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Every file with the hash of its bytes.</summary>
    public static SortedDictionary<string, string> Files(string site) => new(
        Directory.EnumerateFiles(site, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(site, f).Replace('\\', '/'), f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))), StringComparer.Ordinal);

    /// <summary>The words of a page, without its masthead and colophon.</summary>
    public static string TextOf(string site, string page)
    {
        var html = File.ReadAllText(Path.Combine(site, page));
        var main = html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)];
        return Space().Replace(System.Net.WebUtility.HtmlDecode(Tag().Replace(main, " ")), " ").Trim();
    }

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
