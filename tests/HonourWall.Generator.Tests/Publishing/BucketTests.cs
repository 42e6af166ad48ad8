using System.Diagnostics;
using System.Net;
using HonourWall.Generator.Publishing;
using HonourWall.Generator.Tests.Building;
using Xunit;

namespace HonourWall.Generator.Tests.Publishing;

/// <summary>publish --to s3:// against a real server of that protocol (npm s3rver), as a process of its own.</summary>
public sealed class BucketTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly SampleContent _content = new();
    private readonly HttpClient _client = new();
    private Process? _storage;
    private string _address = "";

    public async ValueTask InitializeAsync()
    {
        var port = FreePort.Next();
        _address = $"http://127.0.0.1:{port}";
        var script = Repository.PathOf("tests", "node_modules", "s3rver", "bin", "s3rver.js");
        _storage = Process.Start(new ProcessStartInfo("node", [script, "-d", _folder.PathOf("storage"), "-a", "127.0.0.1", "-p", $"{port}", "--configure-bucket", "site"]) { RedirectStandardOutput = true, RedirectStandardError = true })!; // check.sh installs it
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await _client.GetAsync(_address);
                return;
            }
            catch (HttpRequestException) when (tries < 200)
            {
                if (_storage.HasExited) throw new InvalidOperationException(await _storage.StandardError.ReadToEndAsync());
                await Task.Delay(50);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _storage?.Kill();
        _storage?.WaitForExit();
        _storage?.Dispose();
        _client.Dispose();
        _content.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Only_what_changed_is_sent_with_its_type_and_its_time_to_live_and_what_is_gone_is_deleted()
    {
        _content.With("stories/gu-shi.md", "---\ntitle: 故事\n---\n一句话。[^s001]\n");
        Assert.Equal(ExitCode.Ok, Publish().Exit);
        using (var page = await GetAsync("honourees/ce-shi-yi/index.html"))
        {
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
            Assert.Equal("no-cache", page.Headers.CacheControl?.ToString());
        }
        var style = Directory.EnumerateFiles(_folder.PathOf("site/assets"), "*.css").Select(f => Path.GetFileName(f)).First();
        using (var asset = await GetAsync("assets/" + style))
        {
            Assert.Equal("text/css; charset=utf-8", asset.Content.Headers.ContentType?.ToString());
            Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", asset.Headers.GetValues("Cache-Control")));
        }
        var text = Directory.EnumerateFiles(_folder.PathOf("site/search/index/texts"), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_folder.PathOf("site"), f)).First();
        using (var stored = await GetAsync(text)) Assert.Equal((HttpStatusCode.OK, "no-cache"), (stored.StatusCode, stored.Headers.CacheControl?.ToString()));
        foreach (var ours in (string[])[".honourwall", "_headers", ".moved.nginx"])
        {
            using var answer = await GetAsync(ours);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Contains(": 0 changed,", Publish().Output, StringComparison.Ordinal);

        File.Delete(_content.PathOf("stories/gu-shi.md"));
        Assert.Equal(ExitCode.Ok, Publish().Exit);
        using var gone = await GetAsync("stories/gu-shi/index.html");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Former_addresses_lead_on_by_a_page_of_their_own_and_what_is_gone_says_so()
    {
        _content.With("redirects.csv", "from,to,status\n/old/,/honourees/ce-shi-yi/,301\n/former.html,/awards/,301\n/gone/,,410\n");
        Assert.Equal(ExitCode.Ok, Publish().Exit);
        Assert.Contains("<meta http-equiv=\"refresh\" content=\"0; url=../honourees/ce-shi-yi/\"", await TextAsync("old/index.html"), StringComparison.Ordinal);
        Assert.Contains("<a href=\"awards/\">", await TextAsync("former.html"), StringComparison.Ordinal);
        Assert.Contains("这一页已经撤下", await TextAsync("gone/index.html"), StringComparison.Ordinal);

        _content.Replace("redirects.csv", "/honourees/ce-shi-yi/,301", "/honourees/ce-shi-er/,301");
        Assert.Equal(ExitCode.Ok, Publish().Exit);
        Assert.Contains("url=../honourees/ce-shi-er/", await TextAsync("old/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_others_and_other_sites_are_never_touched()
    {
        using (var other = new Amazon.S3.AmazonS3Client("S3RVER", "S3RVER", new Amazon.S3.AmazonS3Config { ServiceURL = _address, ForcePathStyle = true, AuthenticationRegion = "us-east-1" }))
        {
            await other.PutObjectAsync(new Amazon.S3.Model.PutObjectRequest { BucketName = "site", Key = "some/accounts.txt", ContentBody = "1", UseChunkEncoding = false }, TestContext.Current.CancellationToken);
        }
        var refused = PublishTo("s3://site/some");
        Assert.Equal(ExitCode.InputOutput, refused.Exit);
        Assert.Contains("holds files that were not published from here", refused.Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync($"{_address}/site/some/accounts.txt", TestContext.Current.CancellationToken)).StatusCode);

        // One site within another: neither deletes the other's pages.
        Assert.Equal(ExitCode.Ok, PublishTo("s3://site/one").Exit);
        Assert.Equal(ExitCode.Ok, PublishTo("s3://site/one/two").Exit);
        Assert.Contains(" 0 deleted", PublishTo("s3://site/one").Output, StringComparison.Ordinal);
        Assert.Contains(": 0 changed,", PublishTo("s3://site/one/two").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bucket_has_no_releases_to_go_back_to() => Assert.Equal(ExitCode.Usage, Publish("--rollback").Exit);

    [Fact]
    public void A_storage_that_does_not_take_it_is_one_clear_error()
    {
        var run = HonourWallCommand.Run(["publish", "-s", _content.Path, "-d", _folder.PathOf("site"), "--to", "s3://other-bucket", "--endpoint", _address, "--cards", "none"],
            ("AWS_ACCESS_KEY_ID", "S3RVER"), ("AWS_SECRET_ACCESS_KEY", "S3RVER"), ("AWS_REGION", "us-east-1"));
        Assert.Equal(ExitCode.InputOutput, run.Exit);
        Assert.Contains("The storage did not take it", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Hashed_parts_go_first_then_the_pages_from_the_deepest_up_and_the_head_of_the_index_after_them()
    {
        string[] order = ["sitemap.xml", "index.html", "search/index/head.bin", "honourees/index.html", "honourees/a/index.html", "honourees/data.csv", "assets/site.1234.css", "search/index/terms/0-1234.bin"];
        Assert.Equal(["assets/site.1234.css", "search/index/terms/0-1234.bin", "honourees/data.csv", "honourees/a/index.html", "honourees/index.html", "index.html", "search/index/head.bin", "sitemap.xml"],
            order.OrderBy(PublishOrder.RankOf).ThenBy(p => p, StringComparer.Ordinal));
    }

    private async Task<string> TextAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync($"{_address}/site/some/where/{path}", TestContext.Current.CancellationToken);

    private (int Exit, string Output) Publish(params string[] more) => PublishTo("s3://site/some/where", more);

    private (int Exit, string Output) PublishTo(string place, params string[] more) =>
        HonourWallCommand.Run(["publish", "-s", _content.Path, "-d", _folder.PathOf("site"), "--to", place, "--endpoint", _address, "--cards", "none", "--lang", "en", .. more],
            ("AWS_ACCESS_KEY_ID", "S3RVER"), ("AWS_SECRET_ACCESS_KEY", "S3RVER"), ("AWS_REGION", "us-east-1"));
}
