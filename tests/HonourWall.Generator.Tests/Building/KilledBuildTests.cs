using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using HonourWall.Generator.Tests.Commands;
using Xunit;

namespace HonourWall.Generator.Tests.Building;

/// <summary>Kills real builds. HONOURWALL_KILLS=100 asks for more of them than a check has time for.</summary>
public sealed partial class KilledBuildTests : IDisposable
{
    private readonly GrowingUnion _union = new();

    public void Dispose() => _union.Dispose();

    [Fact]
    public void A_build_killed_at_any_moment_leaves_a_whole_site_and_the_next_one_finishes()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("HONOURWALL_KILLS") ?? "12", CultureInfo.InvariantCulture);
        var random = new Random(7);
        _union.Build("site");
        var whileMoving = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            for (var edit = 0; edit < 3; edit++) _union.Edit(random);
            whileMoving += BuildAndKill(random, waitForMoves: kill % 4 != 0) ? 1 : 0;
            AssertWhole("site");
            if (random.Next(3) != 0) continue;
            Assert.True(_union.Build("site").Written);
            _union.Build("clean-" + kill);
            Assert.True(_union.Same("site", "clean-" + kill, out var difference), difference);
        }
        Assert.True(_union.Build("site").Written);
        _union.Build("clean");
        Assert.True(_union.Same("site", "clean", out var left), left);
        Assert.True(whileMoving > 0, "No kill fell into the moment when files are moved.");
    }

    [Fact]
    public void An_interrupted_build_exits_130_and_leaves_the_last_site()
    {
        _union.Build("site");
        var before = SmallUnion.Files(_union.PathOf("site"));
        for (var edit = 0; edit < 3; edit++) _union.Edit(new Random(7));
        var staged = _union.PathOf(".site.honourwall.new");
        // A test that runs in the background may have been told to ignore interruptions, which its children would too.
        using var build = Process.Start("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "honourwall.dll"),
            "build", "-s", _union.PathOf("content"), "-d", _union.PathOf("site"), "--clock", _union.Now.ToString("O", CultureInfo.InvariantCulture), "-q"]);
        while (!build.HasExited && !Directory.Exists(staged)) Thread.SpinWait(100);
        using var interruption = Process.Start("kill", ["-INT", build.Id.ToString(CultureInfo.InvariantCulture)]);
        build.WaitForExit();
        Assert.Equal(ExitCode.Interrupted, build.ExitCode);
        Assert.Equal(before, SmallUnion.Files(_union.PathOf("site")));
    }

    /// <returns>Whether the build was killed while it moved files.</returns>
    private bool BuildAndKill(Random random, bool waitForMoves)
    {
        var journal = _union.PathOf(".site.honourwall.moving");
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "honourwall.dll"), "build", "-s", _union.PathOf("content"), "-d", _union.PathOf("site"), "--compress", "gz", "--clock", _union.Now.ToString("O", CultureInfo.InvariantCulture), "-q"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var before = File.Exists(journal) ? File.GetLastWriteTimeUtc(journal) : default;
        using var process = Process.Start(start)!; // dotnet is running this test
        if (waitForMoves) while (!process.HasExited && !(File.Exists(journal) && File.GetLastWriteTimeUtc(journal) != before)) Thread.SpinWait(100);
        else Thread.Sleep(random.Next(50, 900));
        if (waitForMoves) Thread.SpinWait(random.Next(0, 400_000));
        process.Kill();
        process.WaitForExit();
        return File.Exists(journal);
    }

    /// <summary>Every page of the site finds the pages, assets and lists that it names, and search its parts.</summary>
    private void AssertWhole(string site)
    {
        var root = _union.PathOf(site);
        foreach (var page in Directory.EnumerateFiles(root, "*.html", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(page) == "404.html") continue; // its links begin at the root of the server
            foreach (Match link in Link().Matches(File.ReadAllText(page)))
            {
                var address = link.Groups[1].Value;
                if (address.Length == 0 || address.Contains(':', StringComparison.Ordinal)) continue;
                var target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, address)); // a file has a folder
                Assert.True(File.Exists(target) || File.Exists(Path.Combine(target, "index.html")), $"{Path.GetRelativePath(root, page)} leads to {address}, which is not there");
            }
        }
        Assert.True(File.Exists(Path.Combine(root, ".honourwall")));
        // No part is missing or damaged. Texts keep their names when they change: ones that are newer than the lists are told from them, and the next build ends that.
        var found = CommandRun.Of("search", "测试", "--limit", "1000", "--format", "csv", "--index", root);
        Assert.True(found.Exit == ExitCode.Ok ? found.Output.Split('\n').Length > 2 : NewerText().IsMatch(found.Output), found.Output);
    }

    [GeneratedRegex("texts/[0-9]+/[0-9]+(\\.[0-9]+)?\\.bin (and the term parts are from different builds|is no part of a search index|has \\d+ bytes instead of \\d+)")]
    private static partial Regex NewerText();

    [GeneratedRegex("(?:href|src)=\"([^\"#?]*)")]
    private static partial Regex Link();
}
