using HonourWall.Generator.Pictures.Vips;
using HonourWall.Generator.Tests.Building;
using Xunit;

namespace HonourWall.Generator.Tests.Pictures;

/// <summary>Where the prebuilt library is not installed, the system's libvips 42 makes the pictures: Debian's <c>libvips42</c>.</summary>
public sealed class SystemLibvipsTests
{
    [Fact]
    public void The_system_s_library_is_another_one_than_the_prebuilt()
    {
        Assert.True(VipsLibrary.IsThere); // the prebuilt one, from tests/node_modules
        Assert.Contains($"libvips {VipsLibrary.Version})", HonourWallCommand.Run(["version"]).Output, StringComparison.Ordinal);
        var system = HonourWallCommand.Run(["version"], (VipsLibrary.Variable, "system")).Output;
        Assert.Contains("libvips 8.", system, StringComparison.Ordinal);
        Assert.DoesNotContain(VipsLibrary.Version, system, StringComparison.Ordinal);
    }

    /// <summary>Its modules bring a Brotli of their own into the process, which the runtime's called into: the build died.</summary>
    [Fact]
    public void Pages_are_compressed_beside_it()
    {
        using var folder = new TemporaryFolder();
        var run = HonourWallCommand.Run(["build", "-s", SmallUnion.Content, "-d", folder.PathOf("site"), "--cards", "all"], (VipsLibrary.Variable, "system"));
        Assert.Equal(ExitCode.Ok, run.Exit);
        using var compressed = new System.IO.Compression.BrotliStream(File.OpenRead(folder.PathOf("site/index.html.br")), System.IO.Compression.CompressionMode.Decompress);
        Assert.Equal(File.ReadAllText(folder.PathOf("site/index.html")), new StreamReader(compressed).ReadToEnd());
    }

    [Fact]
    public void It_makes_the_same_ladder_without_metadata()
    {
        using var content = new SampleContent();
        using var folder = new TemporaryFolder();
        content.With("stories/gu-shi/index.md", "---\ntitle: 故事\ndate: 2026-05-01\n---\n一句话。[^s001]\n\n![照片](zhao-pian.jpg)\n");
        File.WriteAllBytes(content.PathOf("stories/gu-shi/zhao-pian.jpg"), DrawnPicture.Jpeg(640, 480, orientation: 6));
        var run = HonourWallCommand.Run(["build", "-s", content.Path, "-d", folder.PathOf("site"), "--compress", "none", "--lang", "en"], (VipsLibrary.Variable, "system"));
        Assert.Equal(ExitCode.Ok, run.Exit);
        Assert.DoesNotContain("HW308", run.Output, StringComparison.Ordinal);
        var page = File.ReadAllText(folder.PathOf("site/stories/gu-shi/index.html"));
        Assert.Matches("<source type=\"image/webp\"", page);
        Assert.Matches("<img [^>]*width=\"480\" height=\"640\"", page); // upright
        var pictures = Directory.GetFiles(folder.PathOf("site/assets/pictures"));
        Assert.Contains(pictures, p => p.EndsWith(".jpg", StringComparison.Ordinal));
        Assert.Contains(pictures, p => p.EndsWith(".webp", StringComparison.Ordinal));
        foreach (var picture in pictures.Select(p => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(p))))
        {
            Assert.DoesNotContain(DrawnPicture.Secret, picture, StringComparison.Ordinal);
            Assert.DoesNotContain("EXIF", picture, StringComparison.Ordinal);
            Assert.DoesNotContain("ICCP", picture, StringComparison.Ordinal); // seven kilobytes beside a face of two
        }
    }
}
