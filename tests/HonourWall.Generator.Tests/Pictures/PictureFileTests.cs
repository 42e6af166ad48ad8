using System.Text;
using HonourWall.Generator.Pictures;
using Xunit;

namespace HonourWall.Generator.Tests.Pictures;

public class PictureFileTests
{
    private const string Secret = "GPS 39.9042N 116.4074E";

    [Fact]
    public void What_a_camera_wrote_about_a_jpeg_is_not_published()
    {
        var picture = PictureFile.Read(Jpeg(orientation: 1, comment: Secret), out var problem);
        Assert.Equal(PictureProblem.None, problem);
        Assert.Equal((640, 480), (picture!.Width, picture.Height)); // no problem, so there is a picture
        Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(picture.Bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(picture.Bytes), StringComparison.Ordinal);
        Assert.Contains("ICC_PROFILE", Encoding.Latin1.GetString(picture.Bytes), StringComparison.Ordinal);
        Assert.Equal(picture.Bytes, PictureFile.Read(picture.Bytes, out _)!.Bytes); // a clean picture stays as it is
    }

    [Fact]
    public void A_jpeg_that_lies_on_its_side_is_refused()
    {
        Assert.Null(PictureFile.Read(Jpeg(orientation: 6, comment: ""), out var problem));
        Assert.Equal(PictureProblem.Turned, problem);
    }

    [Fact]
    public void Texts_and_exif_of_a_png_are_not_published()
    {
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Chunk("IHDR", [0, 0, 2, 128, 0, 0, 1, 224, 8, 6, 0, 0, 0]), .. Chunk("tEXt", Encoding.ASCII.GetBytes(Secret)), .. Chunk("eXIf", [1, 2]), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", [])];
        var picture = PictureFile.Read(png, out _);
        Assert.Equal((640, 480), (picture!.Width, picture.Height)); // a whole PNG
        Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(picture.Bytes), StringComparison.Ordinal);
        Assert.Contains("IDAT", Encoding.Latin1.GetString(picture.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Exif_and_xmp_of_a_webp_are_not_published()
    {
        byte[] body = [.. "WEBP"u8, .. Riff("VP8X", [0b0010_1100, 0, 0, 0, 127, 2, 0, 223, 1, 0]), .. Riff("VP8 ", new byte[12]), .. Riff("EXIF", Encoding.ASCII.GetBytes(Secret)), .. Riff("XMP ", [1])];
        byte[] webp = [.. "RIFF"u8, .. BitConverter.GetBytes(body.Length), .. body];
        var picture = PictureFile.Read(webp, out _);
        Assert.Equal((640, 480), (picture!.Width, picture.Height)); // a whole WebP
        Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(picture.Bytes), StringComparison.Ordinal);
        Assert.Equal(0b0010_0000, picture.Bytes[20]);
        Assert.Equal(picture.Bytes.Length - 8, BitConverter.ToInt32(picture.Bytes, 4));
    }

    [Fact]
    public void A_webp_of_our_own_making_keeps_no_profile_either()
    {
        byte[] body = [.. "WEBP"u8, .. Riff("VP8X", [0b0010_1100, 0, 0, 0, 127, 2, 0, 223, 1, 0]), .. Riff("ICCP", [1, 2]), .. Riff("VP8 ", new byte[12]), .. Riff("EXIF", [1]), .. Riff("XMP ", [1])];
        var bare = PictureFile.Bare([.. "RIFF"u8, .. BitConverter.GetBytes(body.Length), .. body]);
        byte[] left = [.. "WEBP"u8, .. Riff("VP8X", [0, 0, 0, 0, 127, 2, 0, 223, 1, 0]), .. Riff("VP8 ", new byte[12])];
        Assert.Equal([.. "RIFF"u8, .. BitConverter.GetBytes(left.Length), .. left], bare);
    }

    [Fact]
    public void A_picture_that_is_cut_short_anywhere_is_refused_or_whole_but_never_a_crash()
    {
        var jpeg = Jpeg(orientation: 1, comment: Secret);
        for (var length = 0; length < jpeg.Length; length++)
        {
            Assert.Null(PictureFile.Read(jpeg.AsSpan(0, length), out var problem));
            Assert.Equal(PictureProblem.Unreadable, problem);
        }
    }

    [Theory]
    [InlineData("not a picture")]
    [InlineData("")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    public void Anything_else_is_unreadable(string text)
    {
        Assert.Null(PictureFile.Read(Encoding.UTF8.GetBytes(text), out var problem));
        Assert.Equal(PictureProblem.Unreadable, problem);
    }

    /// <summary>The parts of a JPEG that matter here; its pixels are none.</summary>
    private static byte[] Jpeg(byte orientation, string comment) =>
    [
        0xFF, 0xD8,
        .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        .. Segment(0xE1, [.. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(comment)]),
        .. Segment(0xE2, "ICC_PROFILE\0"u8.ToArray()),
        .. Segment(0xFE, Encoding.ASCII.GetBytes(comment)),
        .. Segment(0xC0, [8, 0x01, 0xE0, 0x02, 0x80, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]),
        .. Segment(0xDA, [3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0]),
        1, 2, 3, 0xFF, 0x00, 4,
        0xFF, 0xD9,
    ];

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] Chunk(string name, byte[] data) => [0, 0, 0, (byte)data.Length, .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];

    private static byte[] Riff(string name, byte[] data) => [.. Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(data.Length), .. data, .. new byte[data.Length & 1]];
}
