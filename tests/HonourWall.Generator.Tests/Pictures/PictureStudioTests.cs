using System.Text;
using HonourWall.Generator.Pictures;
using HonourWall.Generator.Pictures.Vips;
using Xunit;

namespace HonourWall.Generator.Tests.Pictures;

/// <summary>With the real libvips.</summary>
public class PictureStudioTests
{
    [Fact]
    public void Libvips_is_found_and_writes_every_format_the_smallest_first() =>
        Assert.Equal([PictureFormat.Avif, PictureFormat.WebP, PictureFormat.Jpeg], PictureStudio.Open()?.Formats ?? []);

    [Fact]
    public void A_picture_on_its_side_is_published_upright_and_says_nothing_of_where_it_was_taken()
    {
        var jpeg = DrawnPicture.Jpeg(640, 480, orientation: 6);
        Assert.Contains(DrawnPicture.Secret, Encoding.Latin1.GetString(jpeg), StringComparison.Ordinal);
        Assert.Equal(new PictureLook(480, 640, "#d3d8d4"), PictureStudio.Look(jpeg, out _));
        foreach (var format in PictureStudio.Open()!.Formats) // the test above shows that there is one
        {
            var made = PictureStudio.Make(jpeg, format, new PictureCut(240));
            Assert.DoesNotContain(DrawnPicture.Secret, Encoding.Latin1.GetString(made), StringComparison.Ordinal);
            Assert.Equal((240, 320), SizeOf(made));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("srgb")]
    [InlineData("p3")]
    [InlineData("cmyk")]
    public void Colours_stay_what_they_are_whatever_profile_they_came_in(string? profile)
    {
        // libvips has these profiles within.
        var picture = DrawnPicture.Png(200, 200, (0.5, 0.5));
        if (profile is not null)
        {
            using var load = new VipsOperation("pngload_buffer").Set("buffer", picture);
            using var image = load.RunToImage();
            using var convert = new VipsOperation("icc_transform").Set("in", image).Set("input_profile", "srgb").Set("output_profile", profile);
            using var converted = convert.RunToImage();
            using var save = new VipsOperation("jpegsave_buffer").Set("in", converted).Set("Q", 98).Set("subsample_mode", "off");
            picture = save.RunToBytes();
        }
        foreach (var format in PictureStudio.Open()!.Formats) // the first test shows that there is one
        {
            AssertNear([168, 40, 30], PictureStudio.Make(picture, format, new PictureCut(200)), 100, 100);
            AssertNear([211, 216, 212], PictureStudio.Make(picture, format, new PictureCut(200)), 20, 20);
        }
    }

    /// <summary>Within what encoders lose and the inks of CMYK cannot show: a wrong white is off by 20.</summary>
    private static void AssertNear(byte[] expected, byte[] picture, int x, int y)
    {
        using var load = new VipsOperation("thumbnail_buffer").Set("buffer", picture).Set("width", 10_000).Set("size", "down");
        using var image = load.RunToImage();
        var found = image.Pixels().AsSpan((y * image.Width + x) * image.Bands, 3).ToArray();
        Assert.All(expected.Zip(found), pair => Assert.InRange(pair.Second, pair.First - 15, pair.First + 15));
    }

    [Theory]
    [InlineData(0.2, 0.15)]
    [InlineData(0.85, 0.9)]
    public void A_part_holds_the_focal_point_or_what_is_worth_attention(double x, double y)
    {
        var picture = DrawnPicture.Png(900, 900, (x, y));
        foreach (FocalPoint? focus in new FocalPoint?[] { new FocalPoint(x, y), null })
        {
            var part = PictureStudio.Make(picture, PictureFormat.Jpeg, new PictureCut(96, 128, focus));
            Assert.Equal((96, 128), SizeOf(part));
            Assert.True(Reds(part) > 96 * 128 / 50, $"{focus}: {Reds(part)}");
        }
        // The other corner as the focus: the square is cut away sideways.
        Assert.Equal(0, Reds(PictureStudio.Make(picture, PictureFormat.Jpeg, new PictureCut(64, 128, new FocalPoint(1 - x, 1 - y)))));
    }

    [Fact]
    public void A_picture_that_is_cut_short_is_refused()
    {
        foreach (var file in new[] { DrawnPicture.Jpeg(800, 600), DrawnPicture.Png(800, 600), PictureStudio.Make(DrawnPicture.Png(800, 600), PictureFormat.WebP, new PictureCut(800)) })
        {
            Assert.NotNull(PictureStudio.Look(file, out _));
            Assert.Null(PictureStudio.Look(file.AsSpan(0, file.Length * 2 / 3), out var problem));
            Assert.Equal(PictureProblem.Damaged, problem);
        }
    }

    [Fact]
    public void A_bomb_is_refused_by_its_head()
    {
        var bomb = DrawnPicture.Bomb();
        Assert.InRange(bomb.Length, 1, 1000);
        Assert.Equal(new PictureLook(65_000, 65_000, null), PictureStudio.Look(bomb, out var problem));
        Assert.Equal(PictureProblem.TooManyPixels, problem);
    }

    private static (int, int) SizeOf(byte[] picture)
    {
        using var load = new VipsOperation("thumbnail_buffer").Set("buffer", picture).Set("width", 10_000).Set("size", "down");
        using var image = load.RunToImage();
        return (image.Width, image.Height);
    }

    /// <summary>Pixels of the cinnabar square.</summary>
    private static int Reds(byte[] picture)
    {
        using var load = new VipsOperation("thumbnail_buffer").Set("buffer", picture).Set("width", 10_000).Set("size", "down");
        using var image = load.RunToImage();
        return image.Pixels().Chunk(image.Bands).Count(p => p[0] > 120 && p[1] < 120 && p[2] < 120);
    }
}
