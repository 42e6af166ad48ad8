using System.Diagnostics;
using System.Globalization;
using System.Net;
using Xunit;

namespace HonourWall.Generator.Tests.Building;

public sealed class ServeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly string _temp;
    private readonly string _address;
    private Process _server;

    public ServeTests()
    {
        foreach (var file in Directory.EnumerateFiles(SmallUnion.Content, "*", SearchOption.AllDirectories))
        {
            _folder.Write(Path.Combine("content", Path.GetRelativePath(SmallUnion.Content, file)), File.ReadAllText(file));
        }
        _temp = Directory.CreateDirectory(_folder.PathOf("temp")).FullName;
        _address = $"http://127.0.0.1:{FreePort.Next()}/";
        _server = Start(_address);
    }

    private Process Start(string address)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "honourwall.dll"), "serve", "-s", _folder.PathOf("content"), "-p", new Uri(address).Port.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        start.Environment["TMPDIR"] = _temp;
        var server = Process.Start(start)!; // dotnet is running this test
        _ = server.StandardOutput.ReadToEndAsync();
        return server;
    }

    public void Dispose()
    {
        Kill();
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_change_is_served_and_a_mistake_is_shown_until_it_is_mended()
    {
        var page = "pages/about.md";
        var good = File.ReadAllText(_folder.PathOf("content/" + page));
        var first = await WhenAsync("about/", (status, text) => status == HttpStatusCode.OK);
        Assert.Contains("/.honourwall/reload.js", first, StringComparison.Ordinal);
        using var events = await _http.GetStreamAsync(new Uri(_address + ".honourwall/events"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(events);
        await reader.ReadLineAsync(TestContext.Current.CancellationToken);

        _folder.Write("content/" + page, good + "\n改过的一句。\n");
        await WhenAsync("about/", (_, text) => text.Contains("改过的一句", StringComparison.Ordinal));
        string? line;
        do line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        while (line is "");
        Assert.Equal("data: built", line);

        _folder.Write("content/" + page, good + "\n[坏链接](/nowhere/)\n");
        var broken = await WhenAsync("stories/", (status, _) => status == HttpStatusCode.InternalServerError);
        Assert.Contains("HW401", broken, StringComparison.Ordinal);
        Assert.Contains("pages/about.md", broken, StringComparison.Ordinal);
        Assert.Contains("<mark>[坏链接](/nowhere/)</mark>", broken, StringComparison.Ordinal);
        foreach (System.Text.RegularExpressions.Match style in System.Text.RegularExpressions.Regex.Matches(broken, "rel=\"stylesheet\" href=\"/([^\"]*)\""))
        {
            using var look = await _http.GetAsync(new Uri(_address + style.Groups[1].Value), TestContext.Current.CancellationToken);
            Assert.Equal("text/css", look.Content.Headers.ContentType?.MediaType);
        }

        _folder.Write("content/" + page, good);
        await WhenAsync("stories/", (status, _) => status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_saved_while_the_server_starts_is_served()
    {
        var last = 0;
        while (!await AnswersAsync())
        {
            _folder.Write("content/pages/about.md", $"---\ntitle: 关于\n---\n第{++last}次。\n");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        await WhenAsync("about/", (_, text) => text.Contains($"第{last}次。", StringComparison.Ordinal));

        async Task<bool> AnswersAsync()
        {
            try
            {
                using var answer = await _http.GetAsync(new Uri(_address + ".honourwall/reload.js"), TestContext.Current.CancellationToken);
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Hundreds_of_saves_in_one_go_are_one_build()
    {
        await WhenAsync("about/", (status, _) => status == HttpStatusCode.OK);
        var start = Stopwatch.GetTimestamp();
        for (var i = 1; i <= 500; i++) _folder.Write($"content/pages/{(i % 2 == 0 ? "about" : "how-to-correct")}.md", $"---\ntitle: 关于\n---\n第{i}次。\n");
        await WhenAsync("about/", (_, text) => text.Contains("第500次。", StringComparison.Ordinal));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task The_content_folder_may_go_and_another_one_take_its_name()
    {
        await WhenAsync("about/", (status, _) => status == HttpStatusCode.OK);
        Directory.Move(_folder.PathOf("content"), _folder.PathOf("away"));
        Assert.Contains("HW100", await WhenAsync("about/", (status, _) => status == HttpStatusCode.InternalServerError), StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_folder.PathOf("away"), "*", SearchOption.AllDirectories))
        {
            _folder.Write(Path.Combine("content", Path.GetRelativePath(_folder.PathOf("away"), file)), File.ReadAllText(file));
        }
        await WhenAsync("about/", (status, _) => status == HttpStatusCode.OK);
        _folder.Write("content/pages/about.md", "---\ntitle: 关于\n---\n在另一个文件夹里。\n");
        await WhenAsync("about/", (_, text) => text.Contains("在另一个文件夹里", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_was_on_its_way_while_another_build_was_placed_is_told()
    {
        var old = ReloadScript(await WhenAsync("about/", (status, _) => status == HttpStatusCode.OK));
        _folder.Write("content/pages/about.md", "---\ntitle: 关于\n---\n改过的一句。\n");
        var now = await WhenAsync("about/", (_, text) => text.Contains("改过的一句", StringComparison.Ordinal) && ReloadScript(text) != old);
        Assert.Equal("data: built", await FirstEventAsync(old));
        // One save may be seen as two.
        for (var again = 0; again < 5 && await FirstEventAsync(ReloadScript(now)) is not null; again++) now = await WhenAsync("about/", (_, _) => true);
        Assert.Null(await FirstEventAsync(ReloadScript(now)));

        static string ReloadScript(string page) => System.Text.RegularExpressions.Regex.Match(page, @"reload\.js(\?\d+)").Groups[1].Value;

        // Null where nothing is told for a while.
        async Task<string?> FirstEventAsync(string edition)
        {
            using var reader = new StreamReader(await _http.GetStreamAsync(new Uri(_address + ".honourwall/events" + edition), TestContext.Current.CancellationToken));
            Assert.Equal(": open", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(1));
            try
            {
                string? line;
                do line = await reader.ReadLineAsync(patience.Token);
                while (line is "");
                return line;
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task What_cannot_be_served_ends_in_words()
    {
        var (exit, output) = HonourWallCommand.Run(["serve", "-s", _folder.PathOf("nowhere"), "-p", "0"]);
        Assert.Equal(ExitCode.ContentErrors, exit);
        Assert.Contains("HW100", output, StringComparison.Ordinal);
        await WhenAsync("about/", (status, _) => status == HttpStatusCode.OK);
        foreach (var taken in (string[][])[["-p", new Uri(_address).Port.ToString(CultureInfo.InvariantCulture)], ["-p", "0", "--bind", "192.0.2.1"]])
        {
            (exit, output) = HonourWallCommand.Run(["serve", "-s", _folder.PathOf("content"), .. taken]);
            Assert.Equal(ExitCode.InputOutput, exit);
            Assert.Contains("--port", output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Any_port_that_is_free_is_named()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "honourwall.dll"), "serve", "-s", _folder.PathOf("content"), "-p", "0"]) { RedirectStandardOutput = true };
        using var server = Process.Start(start)!; // dotnet is running this test
        try
        {
            string? line;
            do line = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            while (line is not null && !line.StartsWith("http://", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(new Uri(line!.Split('　')[0]), TestContext.Current.CancellationToken)).StatusCode); // a server that says nothing fails here
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task An_address_without_its_slash_is_led_on_and_an_unknown_one_gets_our_404()
    {
        await WhenAsync("", (status, _) => status == HttpStatusCode.OK);
        using var led = await _http.GetAsync(new Uri(_address + "about"), TestContext.Current.CancellationToken);
        Assert.Equal("/about/", led.RequestMessage!.RequestUri!.AbsolutePath); // a response has its request
        using var missing = await _http.GetAsync(new Uri(_address + "no-such-page/"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("这里没有刻字", await missing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var outside = await _http.GetAsync(new Uri(_address + "..%2f..%2fetc/passwd"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
    }

    [Fact]
    public async Task What_a_killed_server_leaves_is_taken_away_by_the_next_and_a_living_one_and_others_folders_stay()
    {
        await WhenAsync("", (status, _) => status == HttpStatusCode.OK);
        var left = Assert.Single(Directory.GetDirectories(_temp, "honourwall-serve-*"));
        Kill();
        Assert.True(Directory.Exists(left));
        var foreign = Directory.CreateDirectory(Path.Combine(_temp, "honourwall-serve-notes")).FullName;

        _server = Start(_address);
        await WhenAsync("", (status, _) => status == HttpStatusCode.OK);
        Assert.False(Directory.Exists(left));
        var living = Assert.Single(Directory.GetDirectories(_temp, "honourwall-serve-*"), folder => folder != foreign);

        var other = $"http://127.0.0.1:{FreePort.Next()}/";
        using var second = Start(other);
        try
        {
            await WhenAsync("", (status, _) => status == HttpStatusCode.OK, other);
            Assert.True(File.Exists(Path.Combine(living, "site", "index.html")));
            Assert.True(Directory.Exists(foreign));
        }
        finally
        {
            second.Kill();
            await second.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private void Kill()
    {
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
    }

    /// <summary>Asks until the answer is as expected.</summary>
    private async Task<string> WhenAsync(string path, Func<HttpStatusCode, string, bool> expected, string? server = null)
    {
        var start = Stopwatch.GetTimestamp();
        var last = "no answer";
        while (Stopwatch.GetElapsedTime(start) < Patience)
        {
            try
            {
                using var response = await _http.GetAsync(new Uri((server ?? _address) + path), TestContext.Current.CancellationToken);
                last = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                if (expected(response.StatusCode, last)) return last;
            }
            catch (HttpRequestException)
            {
                // The server is still starting.
            }
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"/{path} did not become what it should; last answer:\n{last}");
    }
}
