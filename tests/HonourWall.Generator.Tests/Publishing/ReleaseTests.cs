using System.Collections.Immutable;
using HonourWall.Generator.Publishing;
using HonourWall.Generator.Tests.Commands;
using HonourWall.Roll.Linking;
using Xunit;

namespace HonourWall.Generator.Tests.Publishing;

/// <summary>publish --to a folder.</summary>
public sealed class ReleaseTests : IDisposable
{
    private const string Noon = "2026-05-01T12:00:00+08:00";

    private readonly SampleContent _content = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _content.Dispose();
        _folder.Dispose();
    }

    private string Served => _folder.PathOf("www/current");

    [Fact]
    public void A_publication_is_served_by_one_switch_and_keeps_what_has_not_changed_as_it_is()
    {
        Assert.Contains("published 0001", Publish().Output, StringComparison.Ordinal);
        var first = File.ReadAllText(Path.Combine(Served, "honourees/ce-shi-yi/index.html"));
        _content.Replace("honourees/ce-shi-yi.md", "环卫工人", "道路养护工");
        var second = Publish();
        Assert.Equal(ExitCode.Ok, second.Exit);
        Assert.NotEqual(first, File.ReadAllText(Path.Combine(Served, "honourees/ce-shi-yi/index.html")));
        Assert.Equal(first, File.ReadAllText(_folder.PathOf("www/releases/0001/honourees/ce-shi-yi/index.html")));
        Assert.Equal("releases/0002", new FileInfo(Served).LinkTarget);
        // The same file twice takes its room once: two names, one inode.
        Assert.Equal("2", Stat(Path.Combine(Served, "districts/index.html")));
        Assert.Equal("1", Stat(Path.Combine(Served, "honourees/ce-shi-yi/index.html")));
        Assert.True(File.Exists(Path.Combine(Served, "honourees/ce-shi-yi/index.html.br")));
    }

    [Fact]
    public void A_publication_can_be_taken_back()
    {
        Publish();
        _content.Replace("honourees/ce-shi-yi.md", "环卫工人", "错了的职业");
        Publish();
        var back = Run("--rollback");
        Assert.Equal(ExitCode.Ok, back.Exit);
        Assert.DoesNotContain("错了的职业", File.ReadAllText(Path.Combine(Served, "honourees/ce-shi-yi/index.html")), StringComparison.Ordinal);
        Assert.Contains("没有更早的版本", Assert.Throws<PublishRefusedException>(() => Run("--rollback")).Message, StringComparison.Ordinal);
        // The next publication stands beside both.
        Assert.Contains("published 0003", Publish().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_gone_back_from_is_not_gone_back_to()
    {
        Publish("好的");
        Publish("错的");
        Run("--rollback");
        Publish("改过的");
        Publish("又改的");
        Assert.Contains("0003", Run("--rollback").Output, StringComparison.Ordinal);
        Assert.Contains("0001", Run("--rollback").Output, StringComparison.Ordinal);
        // Where little is kept, it is what was served before.
        Publish("还要改的", "--keep", "1");
        Assert.Equal(["0001", "0005"], Directory.GetDirectories(_folder.PathOf("www/releases")).Select(f => Path.GetFileName(f)).Order());

        void Publish(string title, params string[] more)
        {
            _content.With("stories/gu-shi.md", $"---\ntitle: {title}\n---\n一句话。[^s001]\n");
            Run(more);
        }
    }

    [Fact]
    public void Releases_made_before_their_records_said_what_they_followed_go_by_their_numbers()
    {
        A_publication_can_be_taken_back();
        foreach (var record in Directory.GetFiles(_folder.PathOf("www/releases"), "*.record")) File.WriteAllLines(record, File.ReadAllLines(record)[..^1]);
        Assert.Contains("0002", Run("--rollback").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_withdrawn_since_never_comes_back()
    {
        Publish();
        Withdraw();
        Publish();
        _content.Replace("honourees/ce-shi-yi.md", "环卫工人", "道路养护工");
        Publish();
        // One step back is after the withdrawal, two are before it.
        Assert.Equal(ExitCode.Ok, Run("--rollback").Exit);
        var refused = Assert.Throws<PublishRefusedException>(() => Run("--rollback"));
        Assert.Contains("honour 2020-model-worker/ce-shi-er", refused.Message, StringComparison.Ordinal);
        Assert.Equal("releases/0002", new FileInfo(Served).LinkTarget);
        Assert.DoesNotContain("测试二", Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_withdrawal_that_is_not_even_published_yet_counts()
    {
        Publish();
        _content.Replace("honourees/ce-shi-yi.md", "环卫工人", "道路养护工");
        Publish();
        Withdraw();
        Assert.Contains("ce-shi-er", Assert.Throws<PublishRefusedException>(() => Run("--rollback")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_expired_since_never_comes_back()
    {
        _content.With("stories/gu-shi.md", "---\ntitle: 限时故事\nexpire_on: 2026-05-02 08:00\n---\n一句话。[^s001]\n");
        Publish();
        _content.Replace("honourees/ce-shi-yi.md", "环卫工人", "道路养护工");
        Publish();
        Assert.Contains("story gu-shi", Assert.Throws<PublishRefusedException>(() => Run("--rollback", "--clock", "2026-05-02T08:00:00+08:00")).Message, StringComparison.Ordinal);
        // Even without the content: the release itself knows.
        Assert.Contains("story gu-shi", Assert.Throws<PublishRefusedException>(() => CommandRun.Of("publish", "--to", _folder.PathOf("www"), "-s", _folder.PathOf("none"), "--rollback", "--clock", "2026-05-03T08:00:00+08:00")).Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, Run("--rollback", "--clock", "2026-05-02T07:59:00+08:00").Exit);
    }

    [Fact]
    public void The_last_releases_are_kept_and_the_others_go()
    {
        for (var i = 0; i < 4; i++)
        {
            _content.With("stories/gu-shi.md", $"---\ntitle: 故事{i}\n---\n一句话。[^s001]\n");
            Publish("--keep", "1");
        }
        Assert.Equal(["0003", "0004"], Directory.GetDirectories(_folder.PathOf("www/releases")).Select(f => Path.GetFileName(f)).Order());
        Assert.Equal(["0003.record", "0004.record"], Directory.GetFiles(_folder.PathOf("www/releases")).Select(f => Path.GetFileName(f)).Order());
    }

    [Fact]
    public void A_publication_without_a_change_makes_no_release_so_that_quiet_nights_do_not_push_out_what_could_be_gone_back_to()
    {
        Publish();
        _content.Replace("honourees/ce-shi-yi.md", "环卫工人", "道路养护工");
        Publish();
        Assert.Contains("published 0002: 0 changed", Publish("--keep", "1").Output, StringComparison.Ordinal);
        Assert.Equal(["0001", "0002"], Directory.GetDirectories(_folder.PathOf("www/releases")).Select(f => Path.GetFileName(f)).Order());
        // The same pages that withhold something more are another release: going back asks its record.
        _content.With("stories/gu-shi.md", "---\ntitle: 故事\ndraft: true\n---\n一句话。[^s001]\n");
        Assert.Contains("published 0003: 0 changed", Publish().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_publication_switches_nothing_and_leaves_nothing()
    {
        Publish();
        _content.Replace("honourees/ce-shi-yi.md", "环卫工人", "道路养护工");
        Assert.Equal(ExitCode.Ok, CommandRun.Of("build", "-s", _content.Path, "-d", _folder.PathOf("site"), "--clock", Noon).Exit);
        using (var releases = ReleaseFolder.Open(_folder.PathOf("www")))
        {
            var nothing = new PublicationRecord(ImmutableSortedDictionary<string, DateTimeOffset?>.Empty, []);
            Assert.Throws<OperationCanceledException>(() => releases.Publish(_folder.PathOf("site"), nothing, 5, new CancellationToken(true)));
        }
        Assert.Equal("releases/0001", new FileInfo(Served).LinkTarget);
        Assert.Equal(["0001", "0001.record"], Directory.EnumerateFileSystemEntries(_folder.PathOf("www/releases")).Select(f => Path.GetFileName(f)).Order());
    }

    [Fact]
    public void A_number_of_releases_that_is_none_is_refused()
    {
        var run = CommandRun.Of("publish", "-s", _content.Path, "--to", _folder.PathOf("www"), "--keep", "-1");
        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.Contains("--keep", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("www")));
    }

    [Theory]
    [InlineData("content/www", "site")]
    [InlineData("www", "content/site")]
    [InlineData("", "site")]
    public void A_place_within_the_content_and_no_place_at_all_are_refused(string to, string site)
    {
        var run = CommandRun.Of("publish", "-s", _content.Path, "-d", Path.Combine(_content.Path, "..", site), "--to", to.Length == 0 ? "" : Path.Combine(_content.Path, "..", to));
        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.Contains("--to", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_with_an_error_and_a_folder_of_others_change_nothing()
    {
        Publish();
        _content.Replace("honourees/ce-shi-yi.md", "district: haidian", "district: haidain");
        Assert.Equal(ExitCode.ContentErrors, Publish().Exit);
        Assert.Equal("releases/0001", new FileInfo(Served).LinkTarget);
        _folder.Write("other/letter.txt", "mine");
        Assert.Throws<PublishRefusedException>(() => CommandRun.Of("publish", "-s", _content.Path, "-d", _folder.PathOf("site"), "--to", _folder.PathOf("other"), "--rollback"));
        Assert.Equal(["letter.txt"], Directory.EnumerateFileSystemEntries(_folder.PathOf("other")).Select(f => Path.GetFileName(f)));
    }

    private void Withdraw()
    {
        var file = "batches/2020-model-worker.csv";
        var lines = File.ReadAllLines(_content.PathOf(file));
        var status = Array.IndexOf(lines[0].Split(','), "status");
        for (var i = 1; i < lines.Length; i++)
        {
            var cells = lines[i].Split(',');
            if (cells[0] != "ce-shi-er") continue;
            if (status >= 0) cells[status] = "withdrawn";
            lines[i] = string.Join(',', cells) + (status >= 0 ? "" : ",withdrawn");
        }
        if (status < 0) lines = [lines[0] + ",status", .. lines.Skip(1).Select(l => l.EndsWith(",withdrawn", StringComparison.Ordinal) ? l : l + ",")];
        _content.With(file, string.Join('\n', lines) + "\n");
    }

    private CommandRun Publish(params string[] more) => Run(more);

    private CommandRun Run(params string[] more) =>
        CommandRun.Of(["publish", "-s", _content.Path, "-d", _folder.PathOf("site"), "--to", _folder.PathOf("www"), "--lang", "en", "--cards", "none", .. more, .. more.Contains("--clock") ? Array.Empty<string>() : ["--clock", Noon]]);

    private string Everything() => string.Concat(Directory.EnumerateFiles(_folder.PathOf("www/releases/0002"), "*.html", SearchOption.AllDirectories).Select(File.ReadAllText));

    /// <summary>How many names a file has.</summary>
    private static string Stat(string file)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("stat", ["-c", "%h", file]) { RedirectStandardOutput = true })!; // coreutils
        return process.StandardOutput.ReadToEnd().Trim();
    }
}
