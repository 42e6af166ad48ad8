using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using HonourWall.Generator.Tests.Building;
using HonourWall.Site;
using Xunit;

namespace HonourWall.Generator.Tests.Publishing;

/// <summary>The configuration of docs/deploy.md in a real nginx (Debian's, with its module for brotli).</summary>
public sealed partial class NginxTests(NginxTests.Server server) : IClassFixture<NginxTests.Server>
{
    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task Pages_go_out_as_they_were_compressed_by_the_build(string accepted, string? sent)
    {
        using var answer = await server.GetAsync("/honourees/", accepted);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(sent, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        var file = Path.Combine(server.Site, "honourees/index.html") + sent switch { "br" => ".br", "gzip" => ".gz", _ => "" };
        Assert.Equal(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Pages_are_asked_for_anew_and_hashed_files_are_kept_for_ever()
    {
        using var page = await server.GetAsync("/");
        Assert.Equal(Generator.Publishing.CacheControl.Page, page.Headers.CacheControl?.ToString());
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        using var list = await server.GetAsync("/honourees/data.csv");
        Assert.Equal("text/csv; charset=utf-8", list.Content.Headers.ContentType?.ToString());
        foreach (var file in new[] { Directory.EnumerateFiles(Path.Combine(server.Site, "assets"), "*.css").First(), Directory.EnumerateFiles(Path.Combine(server.Site, "search/index"), "*.bin").First(f => !f.Contains("head", StringComparison.Ordinal)) })
        {
            using var asset = await server.GetAsync("/" + Path.GetRelativePath(server.Site, file));
            Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", asset.Headers.GetValues("Cache-Control")));
        }
        foreach (var file in new[] { "search/index/head.bin", Path.GetRelativePath(server.Site, Directory.EnumerateFiles(Path.Combine(server.Site, "search/index/texts"), "*", SearchOption.AllDirectories).First()) })
        {
            using var changing = await server.GetAsync("/" + file);
            Assert.Equal((HttpStatusCode.OK, "no-cache"), (changing.StatusCode, string.Join(", ", changing.Headers.GetValues("Cache-Control"))));
        }
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/nowhere/", HttpStatusCode.NotFound)]
    [InlineData("/honourees/che-xiao/", HttpStatusCode.Gone)]
    public async Task Every_answer_carries_the_policy(string address, HttpStatusCode status)
    {
        using var answer = await server.GetAsync(address);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(ContentPolicy.Header, string.Join("", answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", string.Join("", answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task What_is_not_there_and_what_is_gone_answer_with_their_own_pages()
    {
        foreach (var address in (string[])["/nowhere/at/all", "/names/strokes/", "/assets/"])
        {
            using var missing = await server.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
            Assert.Contains("没有这一页", await missing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        foreach (var address in (string[])["/honourees/che-xiao/", "/honourees/che-xiao", "/gone/"])
        {
            using var gone = await server.GetAsync(address);
            Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
            Assert.Contains("此页已撤下", await gone.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/old/", "/honourees/ce-shi-yi/")]
    [InlineData("/old", "/honourees/ce-shi-yi/")]
    [InlineData("/旧址/", "/honourees/ce-shi-yi/")]
    [InlineData("/honourees/ce-shi-yi", "/honourees/ce-shi-yi/")]
    [InlineData("/Honourees/", "/honourees/")] // and /honourees/ stays where it is
    [InlineData("/Old", "/stories/")]
    [InlineData("/elsewhere/", "https://example.org/%E6%96%B0%E5%9D%80/")]
    public async Task A_former_address_leads_on(string from, string to)
    {
        using var answer = await server.GetAsync(from);
        Assert.Equal((HttpStatusCode.MovedPermanently, to), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("/.honourwall")]
    [InlineData("/.moved.nginx")]
    [InlineData("/_headers")]
    public async Task Our_own_files_are_not_served(string address)
    {
        Assert.True(File.Exists(Path.Combine(server.Site, address[1..])));
        using var answer = await server.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void The_headers_of_other_services_say_the_same()
    {
        var headers = File.ReadAllText(Path.Combine(server.Site, "_headers"));
        Assert.StartsWith("/*\n  Content-Security-Policy: " + ContentPolicy.Header + "\n", headers, StringComparison.Ordinal);
        var rules = Rule().Matches(headers).Select(m => m.Groups["start"].Value).ToList();
        Assert.Contains("assets/", rules);
        foreach (var file in Directory.EnumerateFiles(server.Site, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(server.Site, file);
            // The two expressions of docs/deploy.md.
            var isKept = Regex.IsMatch(path, "^(assets|search/index)/", RegexOptions.CultureInvariant) && !Regex.IsMatch(path, "^search/index/(head|texts/)", RegexOptions.CultureInvariant);
            // One that matches twice would be sent twice.
            Assert.Equal((path, isKept ? 1 : 0), (path, rules.Count(start => path.StartsWith(start, StringComparison.Ordinal))));
        }
    }

    [GeneratedRegex("^/(?<start>.+)\\*\n  Cache-Control: public, max-age=31536000, immutable$", RegexOptions.Multiline)]
    private static partial Regex Rule();

    /// <summary>The same below others, as docs/deploy.md says how.</summary>
    public sealed class BelowTests(ServerBelow server) : IClassFixture<ServerBelow>
    {
        [Theory]
        [InlineData("/a/b/", HttpStatusCode.OK, Generator.Publishing.CacheControl.Page)]
        [InlineData("/a/b/honourees/data.csv", HttpStatusCode.OK, Generator.Publishing.CacheControl.Page)]
        [InlineData("/a/b/search/index/head.bin", HttpStatusCode.OK, Generator.Publishing.CacheControl.Page)]
        [InlineData("/a/b/assets/", HttpStatusCode.NotFound, Generator.Publishing.CacheControl.Page)]
        [InlineData("/a/b/nowhere/", HttpStatusCode.NotFound, Generator.Publishing.CacheControl.Page)]
        [InlineData("/a/b/gone/", HttpStatusCode.Gone, Generator.Publishing.CacheControl.Page)]
        public async Task Pages_are_there_and_those_for_what_is_not(string address, HttpStatusCode status, string cached)
        {
            using var answer = await server.GetAsync(address, "br");
            Assert.Equal((status, cached), (answer.StatusCode, string.Join(", ", answer.Headers.GetValues("Cache-Control"))));
            Assert.Equal(ContentPolicy.Header, string.Join("", answer.Headers.GetValues("Content-Security-Policy")));
            if (address.EndsWith('/')) Assert.Equal("br", answer.Content.Headers.ContentEncoding.SingleOrDefault());
        }

        [Fact]
        public async Task Hashed_files_are_kept_for_ever_and_our_own_are_not_served()
        {
            var style = Directory.EnumerateFiles(Path.Combine(server.Site, "assets"), "*.css").First();
            using var asset = await server.GetAsync("/a/b/assets/" + Path.GetFileName(style));
            Assert.Equal(Generator.Publishing.CacheControl.Immutable, string.Join(", ", asset.Headers.GetValues("Cache-Control")));
            foreach (var ours in (string[])[".honourwall", ".moved.nginx", "_headers"])
            {
                using var hidden = await server.GetAsync("/a/b/" + ours);
                Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
            }
        }

        [Theory]
        [InlineData("/a/b", "/a/b/")]
        [InlineData("/a/b/old", "/a/b/honourees/ce-shi-yi/")]
        [InlineData("/a/b/旧址/", "/a/b/honourees/ce-shi-yi/")]
        public async Task A_former_address_leads_on(string from, string to)
        {
            using var answer = await server.GetAsync(from);
            Assert.Equal((HttpStatusCode.MovedPermanently, to), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        }
    }

    public sealed class ServerBelow : Server
    {
        protected override string Below => "/a/b";
    }

    /// <summary>A site with former addresses and a server for it.</summary>
    public partial class Server : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();
        private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        private Process? _nginx;
        private int _port;

        public string Site { get; private set; } = "";

        /// <summary>The path at which the site stands.</summary>
        protected virtual string Below => "";

        public async ValueTask InitializeAsync()
        {
            var content = _folder.PathOf("content");
            foreach (var file in Directory.EnumerateFiles(SmallUnion.Content, "*", SearchOption.AllDirectories)) _folder.Write("content/" + Path.GetRelativePath(SmallUnion.Content, file), await File.ReadAllTextAsync(file));
            _folder.Write("content/redirects.csv", "from,to,status\n/old/,/honourees/ce-shi-yi/,301\n/旧址/,/honourees/ce-shi-yi/,301\n/gone/,,410\n/Honourees/,/honourees/,301\n/Old/,/stories/,301\n/elsewhere/,https://example.org/新址/,301\n");
            Site = _folder.PathOf("current");
            var built = new BuildPipeline(new BuildOptions { Source = content, Destination = Site, Now = SmallUnion.At("2026-04-10T09:00:00+08:00"), Gzip = true, Brotli = true, BaseUrl = new Uri($"https://example.org{Below}/") }).Run();
            Assert.True(built.Written, string.Join('\n', built.Diagnostics));

            var page = await File.ReadAllTextAsync(Repository.PathOf("docs", "deploy.md"));
            var blocks = Block().Matches(page).Select(m => m.Groups[1].Value).ToList();
            if (Below.Length > 0)
            {
                Directory.CreateDirectory(_folder.PathOf("www/a"));
                Directory.CreateSymbolicLink(_folder.PathOf("www" + Below), Site);
                blocks[0] = await EditAsync(EditBelow().Match(page).Groups[1].Value, _folder.Write("honourwall.conf", blocks[0]));
            }
            _port = FreePort.Next();
            var headers = _folder.Write("honourwall-headers.conf", blocks[1]);
            var server = Certificate().Replace(blocks[0], "").Replace("/srv/honourwall/current", Site, StringComparison.Ordinal).Replace("/srv/www", _folder.PathOf("www"), StringComparison.Ordinal).Replace("/etc/nginx/honourwall-headers.conf", headers, StringComparison.Ordinal)
                .Replace("listen 443 ssl http2;", $"listen 127.0.0.1:{_port};", StringComparison.Ordinal);
            var temp = string.Concat(((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(n => $"{n}_temp_path {_folder.PathOf(n)};\n"));
            var configuration = _folder.Write("nginx.conf", $"load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;\ndaemon off;\nmaster_process off;\npid {_folder.PathOf("pid")};\nerror_log stderr;\nevents {{}}\nhttp {{\ninclude /etc/nginx/mime.types;\naccess_log off;\n{temp}{server}}}\n");
            _nginx = Process.Start(new ProcessStartInfo("/usr/sbin/nginx", ["-c", configuration, "-e", "stderr"]) { RedirectStandardError = true })!; // check.sh installs it
            for (var tries = 0; ; tries++)
            {
                try
                {
                    using var answer = await GetAsync("/");
                    return;
                }
                catch (HttpRequestException) when (tries < 100)
                {
                    if (_nginx.HasExited) throw new InvalidOperationException(await _nginx.StandardError.ReadToEndAsync());
                    await Task.Delay(50);
                }
            }
        }

        public Task<HttpResponseMessage> GetAsync(string address, string accepted = "identity")
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{_port}{address}");
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
            return _client.SendAsync(request);
        }

        public ValueTask DisposeAsync()
        {
            _nginx?.Kill();
            _nginx?.WaitForExit();
            _nginx?.Dispose();
            _client.Dispose();
            _folder.Dispose();
            GC.SuppressFinalize(this);
            return ValueTask.CompletedTask;
        }

        private static async Task<string> EditAsync(string expression, string file)
        {
            using var sed = Process.Start(new ProcessStartInfo("sed", [expression, file]) { RedirectStandardOutput = true })!; // every system has it
            return await sed.StandardOutput.ReadToEndAsync();
        }

        [GeneratedRegex("^sed '(.*)' honourwall.conf$", RegexOptions.Multiline)]
        private static partial Regex EditBelow();

        [GeneratedRegex("^ *ssl_certificate.*\n", RegexOptions.Multiline)]
        private static partial Regex Certificate();

        [GeneratedRegex("```nginx\n(.*?)```", RegexOptions.Singleline)]
        private static partial Regex Block();
    }
}
