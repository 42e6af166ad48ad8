using HonourWall.Generator.Tests.Building;
using Xunit;

namespace HonourWall.Generator.Tests.Pictures;

/// <summary>The command where there is no libvips.</summary>
public class WithoutLibvipsTests
{
    [Fact]
    public void The_build_goes_on_with_the_originals_without_their_metadata()
    {
        using var content = new SampleContent();
        using var folder = new TemporaryFolder();
        StoryWith(content, DrawnPicture.Jpeg(640, 480));
        var run = HonourWallCommand.Run(["build", "-s", content.Path, "-d", folder.PathOf("site"), "--compress", "none", "--lang", "en"], ("HONOURWALL_VIPS", "none"));
        Assert.Equal(ExitCode.Ok, run.Exit);
        Assert.Contains("note HW308: libvips was not found", run.Output, StringComparison.Ordinal);
        Assert.Contains("npm install @img/sharp-libvips-", run.Output, StringComparison.Ordinal);
        Assert.Contains("<img src=\"../../stories/gu-shi/zhao-pian.jpg\" width=\"640\" height=\"480\" alt=\"照片\" loading=\"lazy\"", File.ReadAllText(folder.PathOf("site/stories/gu-shi/index.html")), StringComparison.Ordinal);
        Assert.DoesNotContain(DrawnPicture.Secret, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(folder.PathOf("site/stories/gu-shi/zhao-pian.jpg"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_on_its_side_is_refused_and_the_way_out_is_told()
    {
        using var content = new SampleContent();
        StoryWith(content, DrawnPicture.Jpeg(640, 480, orientation: 6));
        var run = HonourWallCommand.Run(["check", "-s", content.Path, "--lang", "en"], ("HONOURWALL_VIPS", "none"));
        Assert.Equal(ExitCode.ContentErrors, run.Exit);
        Assert.Contains("content/stories/gu-shi/index.md:7:7: error HW303", run.Output, StringComparison.Ordinal);
        Assert.Contains("note HW308", run.Output, StringComparison.Ordinal);
    }

    private static void StoryWith(SampleContent content, byte[] picture)
    {
        content.With("stories/gu-shi/index.md", "---\ntitle: 故事\ndate: 2026-05-01\n---\n一句话。[^s001]\n\n![照片](zhao-pian.jpg)\n");
        File.WriteAllBytes(content.PathOf("stories/gu-shi/zhao-pian.jpg"), picture);
    }
}
