using System.Collections.Concurrent;
using HonourWall.Generator;
using Microsoft.Playwright;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>
/// A micro-video waits for a click: until then nothing but its poster is asked for, and nothing of another site ever. The video is drawn and
/// recorded by Chromium itself, so that it really plays.
/// </summary>
public sealed class VideoTests(VideoTests.RecordedSite site, Chromium chromium) : IClassFixture<VideoTests.RecordedSite>
{
    private const string Person = "/honourees/ce-shi-yi/";
    private const string Playing = "() => { const v = document.querySelector('video'); return !v.paused && v.currentTime > 0; }";

    [Fact]
    public async Task Nothing_of_the_video_is_asked_for_before_the_click_which_plays_it_with_its_captions()
    {
        await using var visit = await chromium.VisitAsync();
        var asked = Watch(visit.Page);
        await visit.GoAsync(site.Host.At(Person));
        var video = visit.Page.Locator("video");
        await video.ScrollIntoViewIfNeededAsync();
        await visit.Page.WaitForTimeoutAsync(500);
        Assert.Contains(asked, url => url.Contains("/assets/pictures/", StringComparison.Ordinal)); // the poster, so the watch works
        Assert.DoesNotContain(asked, url => url.EndsWith(".webm", StringComparison.Ordinal));
        Assert.All(asked, IsOurs);

        await PressPlayAsync(video);
        await visit.Page.WaitForFunctionAsync(Playing);
        Assert.Contains(asked, url => url.EndsWith(".webm", StringComparison.Ordinal));
        await visit.Page.WaitForFunctionAsync("() => { const t = document.querySelector('video').textTracks[0]; return t.mode === 'showing' && t.activeCues?.[0]?.text === '示例字幕'; }");
        Assert.Equal("captions zh-Hans", await visit.Page.EvaluateAsync<string>("() => { const t = document.querySelector('video').textTracks[0]; return t.kind + ' ' + t.language; }"));
        Assert.All(asked, IsOurs);
        Assert.True(visit.Complaints.Count == 0, string.Join("\n", visit.Complaints));
    }

    [Fact]
    public async Task Keys_alone_reach_it_play_it_and_stop_it()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(site.Host.At(Person));
        await visit.Page.Locator("main a").First.FocusAsync();
        for (var i = 0; i < 60 && !await visit.Page.EvaluateAsync<bool>("() => document.activeElement.tagName === 'VIDEO'"); i++) await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("solid 3px", await visit.Page.EvaluateAsync<string>("() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + ' ' + s.outlineWidth; }"));
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.WaitForFunctionAsync(Playing);
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.WaitForFunctionAsync("() => document.querySelector('video').paused");
        Assert.True(visit.Complaints.Count == 0, string.Join("\n", visit.Complaints));
    }

    [Fact]
    public async Task Without_script_it_plays_on_a_click_and_the_one_elsewhere_is_a_link()
    {
        await using var visit = await chromium.VisitAsync(script: false);
        var asked = Watch(visit.Page);
        await visit.GoAsync(site.Host.At(Person));
        var elsewhere = visit.Page.Locator("figcaption a", new PageLocatorOptions { HasTextString = "别处的视频" });
        await Assertions.Expect(elsewhere).ToHaveAttributeAsync("href", "https://video.example.org/1");
        await Assertions.Expect(visit.Page.Locator("figcaption a[href$='shi-li.vtt']")).ToBeVisibleAsync();
        Assert.DoesNotContain(asked, url => url.EndsWith(".webm", StringComparison.Ordinal));
        var request = visit.Page.WaitForRequestAsync("**/*.webm");
        await PressPlayAsync(visit.Page.Locator("video"));
        await request;
        Assert.All(asked, IsOurs);
        Assert.True(visit.Complaints.Count == 0, string.Join("\n", visit.Complaints));
    }

    /// <summary>The browser's own button, at the lower left.</summary>
    private static async Task PressPlayAsync(ILocator video)
    {
        var height = await video.EvaluateAsync<float>("(v) => v.clientHeight");
        await video.ClickAsync(new LocatorClickOptions { Position = new Position { X = 26, Y = height - 48 } });
    }

    private void IsOurs(string url) => Assert.StartsWith(site.Host.Root.AbsoluteUri, url, StringComparison.Ordinal);

    private static ConcurrentQueue<string> Watch(IPage page)
    {
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue(request.Url);
        return asked;
    }

    /// <summary>A site whose person has a video, recorded once.</summary>
    public sealed class RecordedSite(Chromium chromium) : IAsyncLifetime
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("honourwall-video-");

        public SiteHost Host { get; private set; } = null!; // set by InitializeAsync before any test

        public async ValueTask InitializeAsync()
        {
            var content = Path.Combine(_folder.FullName, "content");
            Copy(Repository.PathOf("tests", "samples", "broken", "_base", "content"), content);
            File.Delete(Path.Combine(content, "honourees", "ce-shi-yi.md"));
            var page = Directory.CreateDirectory(Path.Combine(content, "honourees", "ce-shi-yi")).FullName;
            await File.WriteAllTextAsync(Path.Combine(page, "index.md"), """
                ---
                name: 测试一
                videos:
                  - { title: 示例视频, file: shi-li.webm, captions: shi-li.vtt, poster: shi-li.png }
                  - { title: 别处的视频, url: https://video.example.org/1, captions: shi-li.vtt, poster: shi-li.png }
                sources: [s001]
                ---
                测试一。[^s001]
                """);
            await File.WriteAllTextAsync(Path.Combine(page, "shi-li.vtt"), "WEBVTT\n\n00:00.000 --> 00:10.000\n示例字幕\n");
            await RecordAsync(Path.Combine(page, "shi-li.webm"), Path.Combine(page, "shi-li.png"));
            var site = Path.Combine(_folder.FullName, "site");
            var result = new BuildPipeline(new BuildOptions { Source = content, Destination = site, Now = DateTimeOffset.UnixEpoch.AddYears(56) }).Run();
            Assert.True(result.Written, string.Join('\n', result.Diagnostics));
            Host = await SiteHost.StartAsync(site, "/");
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            _folder.Delete(true);
        }

        /// <summary>Two seconds of a slab that gets lighter; the poster is its first moment.</summary>
        private async Task RecordAsync(string video, string poster)
        {
            await using var visit = await chromium.VisitAsync();
            await visit.Page.SetContentAsync("<canvas width=640 height=360></canvas>");
            var recorded = await visit.Page.EvaluateAsync<string>("""
                () => new Promise((done) => {
                  const canvas = document.querySelector('canvas'), pen = canvas.getContext('2d'), pieces = [];
                  let grey = 90;
                  const draw = () => { pen.fillStyle = `rgb(${grey},${grey},${grey})`; pen.fillRect(0, 0, 640, 360); grey += 2; };
                  draw();
                  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm;codecs=vp8' });
                  recorder.ondataavailable = (event) => pieces.push(event.data);
                  recorder.onstop = () => { const reader = new FileReader(); reader.onload = () => done(reader.result.split(',')[1]); reader.readAsDataURL(new Blob(pieces)); };
                  recorder.start();
                  const clock = setInterval(draw, 50);
                  setTimeout(() => { clearInterval(clock); recorder.stop(); }, 2000);
                })
                """);
            await File.WriteAllBytesAsync(video, Convert.FromBase64String(recorded));
            await visit.Page.Locator("canvas").ScreenshotAsync(new LocatorScreenshotOptions { Path = poster });
        }

        private static void Copy(string from, string to)
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!); // below the folder
                File.Copy(file, target);
            }
        }
    }
}
