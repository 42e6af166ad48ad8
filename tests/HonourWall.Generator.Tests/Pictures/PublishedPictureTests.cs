using System.Text;
using HonourWall.Generator.Pictures;
using Xunit;

namespace HonourWall.Generator.Tests.Pictures;

/// <summary>Pictures from the content folder to the page.</summary>
public sealed class PublishedPictureTests : IDisposable
{
    private readonly SampleContent _content = new();
    private readonly TemporaryFolder _folder = new();

    public PublishedPictureTests()
    {
        _content.Without("honourees/ce-shi-yi.md").With("honourees/ce-shi-yi/index.md", """
            ---
            name: 测试一
            portrait: { file: 像.jpg, credit: 示例日报, alt: 测试一的画像, focus: 20% 15% }
            sources: [s001]
            ---
            测试一。[^s001]

            ![作业中，"画"](zuo-ye.png)
            """);
        Put("像.jpg", DrawnPicture.Jpeg(800, 600, orientation: 6));
        Put("zuo-ye.png", DrawnPicture.Png(500, 300));
        Put("not-used.png", DrawnPicture.Png(64, 64));
    }

    public void Dispose()
    {
        _content.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_portrait_stands_in_three_formats_with_its_size_and_colour_and_does_not_wait()
    {
        var page = Page(Build());
        Assert.Matches("""<span class="pic"><svg aria-hidden="true" focusable="false"><rect width="100%" height="100%" fill="#[0-9a-f]{6}"\s*(/>|></rect>)</svg><picture><source type="image/avif" srcset="\.\./\.\./assets/pictures/[0-9a-f]{16}-240\.avif 240w, [^"]+ 480w, [^"]+ 600w" sizes="[^"]+" /><source type="image/webp" [^>]+><img src="\.\./\.\./assets/pictures/[0-9a-f]{16}-600\.jpg" srcset="[^"]+" sizes="[^"]+" width="600" height="800" alt="测试一的画像" decoding="async" />""", page);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_in_a_text_waits_until_it_is_near_and_is_never_made_larger()
    {
        var page = Page(Build());
        Assert.Matches("""-360\.avif 360w, [^"]+-500\.avif 500w" sizes""", page);
        Assert.Contains("width=\"500\" height=\"300\" alt=\"作业中，&quot;画&quot;\" loading=\"lazy\" decoding=\"async\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plate_shows_the_part_around_the_focal_point()
    {
        var site = Build();
        var other = File.ReadAllText(Path.Combine(site, "honourees/ce-shi-er/index.html"));
        Assert.Matches("""<b>测试一</b>.*<span class="pic">.*width="48" height="64" alt="" loading="lazy".*</a>""", other.ReplaceLineEndings(" "));
    }

    [Fact]
    public void Nothing_but_what_pages_show_is_published_and_none_of_it_says_where_it_was_taken()
    {
        var site = Build();
        var pictures = Directory.GetFiles(site, "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".jpg" or ".png" or ".avif" || f.Contains("/assets/pictures/", StringComparison.Ordinal)).ToList();
        Assert.Equal(Run().Pictures, pictures.Count);
        Assert.Equal(3 * (3 + 3 + 2), pictures.Count); // formats × (portrait + plate + text)
        Assert.All(pictures, p => Assert.DoesNotContain(DrawnPicture.Secret, Encoding.Latin1.GetString(File.ReadAllBytes(p)), StringComparison.Ordinal));
    }

    [Fact]
    public void A_picture_is_encoded_once_and_forgotten_when_nobody_asks_for_it()
    {
        Build();
        var cache = Path.Combine(BuildOptions.CacheFolderOf(_folder.PathOf("site")), "pictures");
        var kept = Directory.GetFiles(cache).ToDictionary(f => f, File.GetLastWriteTimeUtc);
        Assert.NotEmpty(kept);
        Directory.Delete(_folder.PathOf("site"), true);
        Build();
        Assert.Equal(kept, Directory.GetFiles(cache).ToDictionary(f => f, File.GetLastWriteTimeUtc));
        _content.With("honourees/ce-shi-yi/index.md", "---\nname: 测试一\nsources: [s001]\n---\n测试一。\n");
        Build();
        Assert.Empty(Directory.GetFiles(cache));
    }

    [Fact]
    public void Clean_takes_the_kept_pictures_away_as_well()
    {
        Build();
        Assert.Equal(ExitCode.Ok, Commands.CommandRun.Of("clean", "-d", _folder.PathOf("site")).Exit);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void A_site_of_kept_pictures_is_the_same_as_one_made_anew()
    {
        var first = Building.SmallUnion.Files(Build());
        Directory.Delete(BuildOptions.CacheFolderOf(_folder.PathOf("site")), true);
        Directory.Delete(_folder.PathOf("site"), true);
        Assert.Equal(first, Building.SmallUnion.Files(Build()));
    }

    [Fact]
    public void A_file_beyond_any_honest_size_is_refused_unread()
    {
        using (var file = File.Create(_content.PathOf("honourees/ce-shi-yi/zuo-ye.png"))) file.SetLength(PictureLimits.Bytes + 1);
        var result = Run();
        Assert.False(result.Written);
        Assert.Equal("content/honourees/ce-shi-yi/index.md:8:12 HW307 content/honourees/ce-shi-yi/zuo-ye.png 50 MB 50 MB", string.Join('\n', result.Diagnostics.Select(d => $"{d.Place} {d.Code} {string.Join(' ', d.Arguments)}")));
    }

    private void Put(string name, byte[] bytes) => File.WriteAllBytes(_content.PathOf("honourees/ce-shi-yi/" + name), bytes);

    private static string Page(string site) => File.ReadAllText(Path.Combine(site, "honourees/ce-shi-yi/index.html"));

    private string Build()
    {
        var result = Run();
        Assert.Empty(result.Diagnostics.Select(d => $"{d.Place} {d.Code}"));
        return _folder.PathOf("site");
    }

    private BuildResult Run() => new BuildPipeline(new BuildOptions { Source = _content.Path, Destination = _folder.PathOf("site"), Now = SampleContent.Noon }).Run(cancellation: TestContext.Current.CancellationToken);
}
