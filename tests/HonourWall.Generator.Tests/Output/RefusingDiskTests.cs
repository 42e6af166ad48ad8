using System.Diagnostics;
using HonourWall.Generator.Tests.Building;
using Xunit;

namespace HonourWall.Generator.Tests.Output;

/// <summary>A disk that is full or can only be read: a small one of memory, seen by the test's own processes alone.</summary>
public sealed class RefusingDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <param name="free">Kilobytes that are left: none for anything, and enough to begin with.</param>
    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public void A_full_disk_is_one_clear_error_and_the_last_good_site_stays_whole(int free)
    {
        var report = Run($$"""
            dd if=/dev/zero of=disk/filler bs=1k 2>/dev/null
            truncate -s -{{free}}K disk/filler
            """, "rm disk/filler");
        Assert.Equal("1 1 1 5 site-kept 0 rebuilt", report.Marks);
        Assert.Contains("磁盘已满。 The disk is full.", report.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", report.Error, StringComparison.Ordinal); // no stack
    }

    [Fact]
    public void A_read_only_output_is_one_clear_error_and_the_last_good_site_stays_whole()
    {
        var report = Run("mount -o remount,ro disk", "mount -o remount,rw disk");
        Assert.Equal("1 1 1 5 site-kept 0 rebuilt", report.Marks);
        Assert.Contains("那里只能读，不能写。 It is read-only there.", report.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_that_a_killed_build_left_is_not_taken_for_a_running_one_where_nothing_can_be_written()
    {
        var report = Run("touch disk/.site.honourwall.lock; mount -o remount,ro disk", "mount -o remount,rw disk");
        Assert.Contains("It is read-only there.", report.Error, StringComparison.Ordinal);
    }

    /// <summary>Builds a site onto the disk, hinders, builds changed content, lets go, and builds once more.</summary>
    private (string Marks, string Error) Run(string hinder, string release)
    {
        var build = $"dotnet {Path.Combine(AppContext.BaseDirectory, "honourwall.dll")} build -d disk/site --clock 2026-05-01 --compress none -q -s";
        Directory.CreateDirectory(_folder.PathOf("disk"));
        _folder.Write("run.sh", $$"""
            cd "$(dirname "$0")"
            mount -t tmpfs -o size=8m none disk || exit 77
            cp -r {{SmallUnion.Content}} changed
            for page in changed/pages/*.md changed/honourees/*.md; do printf '\n多一句。\n' >> "$page"; done
            {{build}} {{SmallUnion.Content}} && cp -r disk/site before
            {{hinder}}
            {{build}} changed 2>error.txt; exit=$?
            {{release}}
            ls -A disk | grep -c '^site$'; ls -A disk | grep -c '^\.site\.honourwall$'; wc -l < error.txt | grep -c 2
            echo $exit
            diff -rq disk/site before && echo site-kept
            {{build}} changed; echo $?
            diff -rq disk/site before >/dev/null || echo rebuilt
            """);
        using var process = Process.Start(new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "sh", _folder.PathOf("run.sh")]) { RedirectStandardOutput = true })!; // util-linux is essential
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.NotEqual(77, process.ExitCode); // the mount
        return (string.Join(' ', output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), File.ReadAllText(_folder.PathOf("error.txt")));
    }
}
