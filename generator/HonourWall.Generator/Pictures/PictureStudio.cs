using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Generator.Pictures.Vips;

namespace HonourWall.Generator.Pictures;

/// <summary>
/// Looks at originals and makes what is published from them, by libvips: upright, in sRGB, without anything that a camera or a program
/// wrote about them.
/// </summary>
public sealed class PictureStudio
{
    /// <summary>Raised when the same original is to be made into other bytes.</summary>
    private const int Recipe = 3;
    private const int SampleSize = 32;

    /// <summary>The page's paper: what shows through where a JPEG cannot be seen through.</summary>
    private const string Paper = "246 245 241";

    /// <summary>What browsers show colours in. A picture without a profile is in it already: to convert it would shift its colours, for libvips then begins from another white.</summary>
    private const string Web = "srgb";

    private PictureStudio(ImmutableArray<PictureFormat> formats) => Formats = formats;

    /// <summary>What this libvips can write, the smallest first, JPEG last.</summary>
    public ImmutableArray<PictureFormat> Formats { get; }

    /// <summary>Goes into the names of what is made: another recipe or libvips may give other bytes.</summary>
    public string Mark { get; } = string.Create(CultureInfo.InvariantCulture, $"{Recipe} vips {VipsLibrary.Version}");

    /// <summary>Null where there is no libvips.</summary>
    public static PictureStudio? Open() => Shared.Value;

    private static readonly Lazy<PictureStudio?> Shared = new(() => VipsLibrary.IsThere ? new PictureStudio([.. new[] { PictureFormat.Avif, PictureFormat.WebP, PictureFormat.Jpeg }.Where(CanWrite)]) : null);

    private static bool CanWrite(PictureFormat format)
    {
        try
        {
            using var operation = new VipsOperation("black").Set("width", 16).Set("height", 16).Set("bands", 3);
            using var black = operation.RunToImage();
            return Save(black, format).Length > 0;
        }
        catch (VipsException)
        {
            return false; // a system's libvips without an AV1 encoder
        }
    }

    /// <summary>Reads the whole picture once, so that what is cut short or forged shows here and not on the site.</summary>
    /// <returns>Null for what is damaged; only the size of what is too large.</returns>
    public static PictureLook? Look(ReadOnlySpan<byte> file, out PictureProblem problem)
    {
        problem = PictureProblem.Damaged;
        try
        {
            var (width, height) = Header(file);
            if ((long)width * height > PictureLimits.Pixels)
            {
                problem = PictureProblem.TooManyPixels;
                return new PictureLook(width, height, null);
            }
            // thumbnail_buffer passes over a missing end; the loaders do not when they are told so.
            using var loading = Loader(file).Set("access", "sequential").Set("fail_on", "truncated");
            if (PictureFormat.Of(file) == PictureFormat.Jpeg && Math.Min(width, height) > 8 * SampleSize) loading.Set("shrink", 8);
            using var whole = loading.RunToImage();
            using var operation = new VipsOperation("thumbnail_image").Set("in", whole).Set("width", SampleSize).Set("height", SampleSize).Set("size", "force");
            if (whole.HasProfile) operation.Set("export_profile", Web);
            using var sample = operation.RunToImage();
            var colour = Colour(sample);
            problem = PictureProblem.None;
            return new PictureLook(width, height, colour);
        }
        catch (VipsException)
        {
            return null;
        }
    }

    /// <summary>The size as seen; only the head of the file is read, so that a bomb stays unexploded.</summary>
    private static (int Width, int Height) Header(ReadOnlySpan<byte> file)
    {
        using var operation = Loader(file);
        using var image = operation.RunToImage();
        return image.Orientation >= 5 ? (image.Height, image.Width) : (image.Width, image.Height);
    }

    private static VipsOperation Loader(ReadOnlySpan<byte> file) =>
        new VipsOperation(PictureFormat.Of(file)?.Name switch { "JPEG" => "jpegload_buffer", "PNG" => "pngload_buffer", _ => "webpload_buffer" }).Set("buffer", file);

    public static byte[] Make(ReadOnlySpan<byte> file, PictureFormat format, PictureCut cut)
    {
        using var operation = cut.Height is null
            ? Thumbnail(file, cut.Width, PictureLimits.Side).Set("size", "down")
            : cut.Focus is null
                ? Thumbnail(file, cut.Width, cut.Height.Value).Set("crop", "attention")
                : Thumbnail(file, Cover(file, cut.Width, cut.Height.Value), PictureLimits.Side);
        using var image = operation.RunToImage();
        if (cut is not { Height: { } height, Focus: { } focus }) return Save(image, format);
        using var extract = new VipsOperation("extract_area").Set("input", image)
            .Set("left", Start(focus.X, image.Width, cut.Width)).Set("top", Start(focus.Y, image.Height, height)).Set("width", cut.Width).Set("height", height);
        using var part = extract.RunToImage();
        return Save(part, format);
    }

    /// <summary>How wide the whole must be for a part of that size.</summary>
    private static int Cover(ReadOnlySpan<byte> file, int width, int height)
    {
        var whole = Header(file);
        return Math.Max(width, (int)Math.Ceiling((double)height * whole.Width / whole.Height) + 1);
    }

    private static int Start(double focus, int whole, int part) => Math.Clamp((int)Math.Round(focus * whole - part / 2.0), 0, whole - part);

    private static VipsOperation Thumbnail(ReadOnlySpan<byte> file, int width, int height)
    {
        var operation = new VipsOperation("thumbnail_buffer").Set("buffer", file).Set("width", width).Set("height", height);
        using var loading = Loader(file);
        using var head = loading.RunToImage();
        return head.HasProfile ? operation.Set("export_profile", Web) : operation;
    }

    private static byte[] Save(VipsImage image, PictureFormat format)
    {
        using var operation = format.Name switch
        {
            "AVIF" => new VipsOperation("heifsave_buffer").Set("compression", "av1").Set("Q", 52).Set("effort", 3),
            "WebP" => new VipsOperation("webpsave_buffer").Set("Q", 78).Set("effort", 4),
            _ => new VipsOperation("jpegsave_buffer").Set("Q", 80).Set("interlace", "true").Set("optimize_coding", "true").Set("background", Paper),
        };
        var bytes = operation.Set("in", image).Set("strip", "true").RunToBytes();
        return format == PictureFormat.WebP ? PictureFile.Bare(bytes) : bytes;
    }

    /// <summary>The mean of the most frequent among 64 rough colours; null when something shows through.</summary>
    private static string? Colour(VipsImage sample)
    {
        using var operation = new VipsOperation("colourspace").Set("in", sample).Set("space", "srgb");
        using var image = operation.RunToImage();
        using var cast = new VipsOperation("cast").Set("in", image).Set("format", "uchar");
        using var bytes = cast.RunToImage();
        var (pixels, bands) = (bytes.Pixels(), bytes.Bands);
        var bins = new (int Count, int Red, int Green, int Blue)[64];
        for (var i = 0; i + bands <= pixels.Length; i += bands)
        {
            if (bands == 4 && pixels[i + 3] < 250) return null;
            ref var bin = ref bins[(pixels[i] >> 6 << 4) | (pixels[i + 1] >> 6 << 2) | (pixels[i + 2] >> 6)];
            bin = (bin.Count + 1, bin.Red + pixels[i], bin.Green + pixels[i + 1], bin.Blue + pixels[i + 2]);
        }
        var (count, red, green, blue) = bins.MaxBy(b => b.Count);
        return string.Create(CultureInfo.InvariantCulture, $"#{red / count:x2}{green / count:x2}{blue / count:x2}");
    }
}
