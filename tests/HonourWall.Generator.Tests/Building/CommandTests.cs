using Xunit;

namespace HonourWall.Generator.Tests.Building;

public sealed class CommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_error_leaves_the_last_good_site_and_exits_1()
    {
        var site = _folder.PathOf("site");
        Assert.Equal(0, HonourWallCommand.Run(["build", "-s", SmallUnion.Content, "-d", site, "--compress", "none"]).Exit);
        var before = SmallUnion.Files(site);
        _folder.Write("content/site.yaml", "title: 示例\nbase_url: https://example.org/\nhome: [");

        var (exit, output) = HonourWallCommand.Run(["build", "-s", _folder.PathOf("content"), "-d", site, "--compress", "none"]);

        Assert.Equal(ExitCode.ContentErrors, exit);
        Assert.Contains("content/site.yaml:3", output, StringComparison.Ordinal);
        Assert.Equal(before, SmallUnion.Files(site));
    }

    [Fact]
    public void A_warning_leaves_it_too_where_it_is_to_count_as_failure()
    {
        var site = _folder.PathOf("site");
        _folder.Write("content/site.yaml", "title: 示例\nbase_url: https://example.org/\n");
        Assert.Equal(ExitCode.Ok, Build("--fail-on", "warning").Exit);
        var before = SmallUnion.Files(site);
        _folder.Write("content/site.yaml", "title: 新的\nbase_url: https://example.org/\nsubtitel: 示例\n");

        var (exit, output) = Build("--fail-on", "warning");

        Assert.Equal(ExitCode.ContentErrors, exit);
        Assert.Contains("有警告，没有写入", output, StringComparison.Ordinal);
        Assert.Equal(before, SmallUnion.Files(site));
        Assert.Equal(ExitCode.Ok, Build().Exit);
        Assert.NotEqual(before, SmallUnion.Files(site));

        (int Exit, string Output) Build(params string[] flags) => HonourWallCommand.Run(["build", "-s", _folder.PathOf("content"), "-d", site, "--compress", "none", .. flags]);
    }

    [Theory]
    [InlineData("build", "--no-such-flag")]
    [InlineData("build", "--clock", "yesterday")]
    [InlineData("build", "--compress", "zip")]
    [InlineData("check", "--base-url", "ftp://example.org/")]
    [InlineData("check", "--base-url", "https://example.org/?lang=zh")]
    [InlineData("build", "--jobs", "0")]
    [InlineData("build", "-s", "content", "-d", "content/public")]
    [InlineData("serve", "--port", "99999")]
    [InlineData("list", "honours", "--year", "last")]
    [InlineData("frobnicate")]
    public void Wrong_usage_exits_2(params string[] arguments)
    {
        var (exit, output) = HonourWallCommand.Run(arguments);
        Assert.Equal(ExitCode.Usage, exit);
        Assert.DoesNotContain("System.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_ends_with_one_table_and_a_check_says_nothing_of_files()
    {
        var (_, built) = HonourWallCommand.Run(["build", "-s", SmallUnion.Content, "-d", _folder.PathOf("site"), "--compress", "none", "--lang", "en"]);
        Assert.Matches(@"^pages  pictures +index +files +written +changed +errors +warnings +time\n +\d+ +0 +[\d.]+ kB +\d+ +[\d.]+ kB +\d+ +0 +0 +[\d.]+ s\n$", built.ReplaceLineEndings("\n"));
        var (_, checkedOnly) = HonourWallCommand.Run(["check", "-s", SmallUnion.Content]);
        Assert.Matches(@"^ *页  图片  错误  警告 +用时\n *\d+ +0 +0 +0 +[\d.]+ 秒\n$", checkedOnly.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_destination_that_is_not_ours_exits_5_in_words()
    {
        _folder.Write("site/thesis.docx", "years of work");
        var (exit, output) = HonourWallCommand.Run(["build", "-s", SmallUnion.Content, "-d", _folder.PathOf("site")]);
        Assert.Equal(ExitCode.InputOutput, exit);
        Assert.Contains("--destination", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_disk_refuses_to_one_of_many_readers_is_said_in_words_and_a_bug_keeps_its_stack()
    {
        Assert.Contains("/a.csv", InputOutputProblem.Find(new AggregateException(new UnauthorizedAccessException("/a.csv"), new IOException("/b.csv"))), StringComparison.Ordinal);
        Assert.Null(InputOutputProblem.Find(new AggregateException(new InvalidOperationException("a bug"))));
    }

    [Fact]
    public void A_content_folder_that_does_not_exist_is_said_in_words()
    {
        var (exit, output) = HonourWallCommand.Run(["check", "-s", _folder.PathOf("nowhere")]);
        Assert.NotEqual(ExitCode.Ok, exit);
        Assert.Contains("nowhere", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Clean_deletes_the_site_and_nothing_else()
    {
        var site = SmallUnion.Build(_folder);
        _folder.Write("beside.txt", "stays");
        Assert.Equal(0, HonourWallCommand.Run(["clean", "-d", site]).Exit);
        Assert.Equal(["beside.txt"], Directory.GetFileSystemEntries(_folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public void The_help_names_every_command()
    {
        var (exit, output) = HonourWallCommand.Run(["--help"]);
        Assert.Equal(0, exit);
        foreach (var command in (string[])["check", "build", "serve", "clean", "version"]) Assert.Contains(command, output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_time_of_compression_is_reported_apart_and_only_changed_files_take_any()
    {
        using var folder = new TemporaryFolder();
        TimeSpan Compressing(bool compress) => new BuildPipeline(new BuildOptions { Source = SmallUnion.Content, Destination = folder.PathOf("site"), Now = SmallUnion.At("2026-04-10T09:00:00+08:00"), Gzip = compress, Brotli = compress })
            .Run(null, TestContext.Current.CancellationToken).Times.Where(t => t.Stage == "compress").Select(t => t.Time).DefaultIfEmpty(TimeSpan.MinValue).Single();
        Assert.True(Compressing(true) > TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, Compressing(true));
        Assert.Equal(TimeSpan.MinValue, Compressing(false));
    }
}
