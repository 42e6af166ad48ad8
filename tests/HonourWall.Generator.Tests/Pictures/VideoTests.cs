using Xunit;

namespace HonourWall.Generator.Tests.Pictures;

public sealed class VideoTests : IDisposable
{
    private readonly SampleContent _content = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _content.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_video_waits_for_a_click_behind_its_poster_and_has_captions()
    {
        _content.Without("honourees/ce-shi-yi.md").With("honourees/ce-shi-yi/index.md", """
            ---
            name: 测试一
            videos:
              - { title: 示例视频, file: shi-li.mp4, captions: shi-li.vtt, poster: shi-li.png }
              - { title: 别处的视频, url: https://video.example.org/1, captions: shi-li.vtt, poster: shi-li.png }
            sources: [s001]
            ---
            测试一。[^s001]
            """).With("honourees/ce-shi-yi/shi-li.vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\n测试\n");
        File.WriteAllBytes(_content.PathOf("honourees/ce-shi-yi/shi-li.png"), DrawnPicture.Png(640, 360));
        byte[] mp4 = [0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 2, 0, 0, 0, 0, 8, .. "mdat"u8];
        File.WriteAllBytes(_content.PathOf("honourees/ce-shi-yi/shi-li.mp4"), mp4);
        var result = new BuildPipeline(new BuildOptions { Source = _content.Path, Destination = _folder.PathOf("site"), Now = SampleContent.Noon }).Run(cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics.Select(d => $"{d.Place} {d.Code}"));

        var page = File.ReadAllText(_folder.PathOf("site/honourees/ce-shi-yi/index.html"));
        Assert.Matches("""<video controls preload="none" playsinline poster="\.\./\.\./assets/pictures/[0-9a-f]{16}-640\.jpg" width="640" height="360" aria-label="示例视频">""", page);
        Assert.Contains("""<source src="../../honourees/ce-shi-yi/shi-li.mp4" type="video/mp4" /><track kind="captions" src="../../honourees/ce-shi-yi/shi-li.vtt" srclang="zh-Hans" """, page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://video.example.org/1\" rel=\"external noopener noreferrer\">别处的视频</a>", page, StringComparison.Ordinal);
        // Nothing is fetched from elsewhere: the other site is named by links only.
        Assert.DoesNotMatch("""(src|srcset|poster)="https?:""", page);
        Assert.Equal(mp4, File.ReadAllBytes(_folder.PathOf("site/honourees/ce-shi-yi/shi-li.mp4")));
        Assert.True(File.Exists(_folder.PathOf("site/honourees/ce-shi-yi/shi-li.vtt")));
    }
}
