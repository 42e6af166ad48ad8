using System.Diagnostics;
using System.Net.Sockets;
using HonourWall.Generator.Tests.Reporting;
using Xunit;

namespace HonourWall.Generator.Tests.Reading;

/// <summary>What can lie in a folder and is no file, and files that others work on meanwhile.</summary>
public sealed class StrangeFileTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SampleContent _content = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _content.Dispose();
        _folder.Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task Pipes_sockets_and_devices_are_reported_and_never_opened()
    {
        Directory.CreateDirectory(_content.PathOf("stories"));
        await Process.Start("mkfifo", [_content.PathOf("stories/pipe.md"), _content.PathOf("honourees/portrait.jpg"), _content.PathOf(".hidden")]).WaitForExitAsync(TestContext.Current.CancellationToken);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_content.PathOf("stories/socket.md")));
        File.CreateSymbolicLink(_content.PathOf("stories/zero.md"), "/dev/zero");
        File.CreateSymbolicLink(_content.PathOf("redirects.csv"), "/dev/null");
        File.CreateSymbolicLink(_content.PathOf("stories/.#lock.md"), "somebody@elsewhere.1234"); // as Emacs locks a file
        File.WriteAllText(_content.PathOf("redirects-none.csv"), "");

        var diagnostics = await Task.Run(() => BrokenSample.Check(_content), TestContext.Current.CancellationToken);

        Assert.Equal(
            ["content/honourees/portrait.jpg HW106", "content/redirects-none.csv HW102", "content/redirects.csv HW106", "content/stories/pipe.md HW106", "content/stories/socket.md HW106", "content/stories/zero.md HW106"],
            diagnostics.Select(d => $"{d.Place} {d.Code}"));
    }

    [Theory]
    [InlineData("honourees/._ce-shi-yi.md")]
    [InlineData("honourees/.trash/index.md")]
    [InlineData("batches/.2020-model-worker.csv")]
    [InlineData("batches/~$2020-model-worker.csv")]
    public void Hidden_files_that_systems_and_editors_leave_behind_are_no_content(string file)
    {
        _content.With(file, "\0\u0005\u0016\a");
        Assert.Empty(BrokenSample.Check(_content));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{b: ")]
    [InlineData("\n- ")]
    public void Lists_in_lists_without_end_are_a_mistake_and_no_end_of_the_process(string opening)
    {
        var nested = opening == "\n- " ? "\n" + string.Concat(Enumerable.Repeat("- ", 100_000)) : string.Concat(Enumerable.Repeat(opening, 100_000));
        _content.With("stories/gu-shi.md", $"---\ntitle: 故事\nx: {nested}\n---\n正文。\n");
        Assert.Equal("content/stories/gu-shi.md", Assert.Single(BrokenSample.Check(_content)).Place.File);
    }

    [Fact]
    public void Links_without_end_are_reported()
    {
        File.CreateSymbolicLink(_content.PathOf("honourees/a.md"), "b.md");
        File.CreateSymbolicLink(_content.PathOf("honourees/b.md"), "a.md");
        Directory.CreateDirectory(_content.PathOf("stories"));
        Directory.CreateSymbolicLink(_content.PathOf("stories/up"), "..");
        Directory.CreateSymbolicLink(_content.PathOf("stories/self"), ".");
        Assert.Equal(["content/honourees/a.md HW105", "content/honourees/b.md HW105", "content/stories/self HW105", "content/stories/up HW105"], BrokenSample.Check(_content).Select(d => $"{d.Place} {d.Code}"));
    }

    [Fact]
    public async Task A_file_that_vanishes_while_it_is_read_is_one_clear_error_and_the_last_good_site_stays()
    {
        _content.With("stories/gu-shi.md", "---\ntitle: 故事\n---\n正文。\n");
        Build();
        var path = _content.PathOf("stories/gu-shi.md");
        var text = File.ReadAllText(path);
        await FailsWhileAsync("文件或文件夹不在了", () =>
        {
            File.Delete(path);
            File.WriteAllText(path, text);
        });
    }

    [Fact]
    public async Task A_file_that_grows_while_it_is_read_is_one_clear_error_and_the_last_good_site_stays()
    {
        var path = _content.PathOf("stories/gu-shi.md");
        _content.With("stories/gu-shi.md", "---\ntitle: 故事\n---\n正文。\n" + new string('\n', 4_000_000));
        Build();
        using var writer = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 0);
        await FailsWhileAsync("kept changing while it was read", () => writer.Write("\n"u8));
    }

    /// <summary>Builds while somebody keeps doing that, until a build fails; it must fail in those words and leave the site as it was.</summary>
    private async Task FailsWhileAsync(string words, Action doing)
    {
        var before = Pages();
        using var stop = new CancellationTokenSource();
        var other = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested) doing();
        }, TestContext.Current.CancellationToken);
        try
        {
            string? problem = null;
            for (var start = Stopwatch.GetTimestamp(); problem is null && Stopwatch.GetElapsedTime(start) < Patience;)
            {
                try
                {
                    new BuildPipeline(Options with { Destination = null }).Run(cancellation: TestContext.Current.CancellationToken);
                }
                catch (Exception failed) when (InputOutputProblem.Find(failed) is { } found)
                {
                    problem = found;
                }
            }
            Assert.NotNull(problem);
            Assert.Contains(words, problem, StringComparison.Ordinal);
        }
        finally
        {
            await stop.CancelAsync();
            await other;
        }
        Assert.Equal(before, Pages());
    }

    private BuildOptions Options => new() { Source = _content.Path, Destination = _folder.PathOf("site"), Now = SampleContent.Noon };

    private void Build() => Assert.True(new BuildPipeline(Options).Run(cancellation: TestContext.Current.CancellationToken).Written);

    private string[] Pages() => [.. Directory.EnumerateFiles(_folder.PathOf("site"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => $"{f} {File.GetLastWriteTimeUtc(f):O}")];
}
