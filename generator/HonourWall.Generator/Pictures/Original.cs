using System.Globalization;
using System.Security.Cryptography;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Pictures;

/// <summary>An original that may be published.</summary>
/// <param name="File">Its place on the disk.</param>
/// <param name="Hash">Of its bytes.</param>
public sealed record Original(string File, string Hash, PictureLook Look)
{
    /// <summary>The bytes that were looked at.</summary>
    /// <exception cref="IOException">They changed while the site was built.</exception>
    public byte[] Read()
    {
        var bytes = System.IO.File.ReadAllBytes(File);
        return HashOf(bytes) == Hash ? bytes : throw new IOException($"{File} changed while the site was built. Build again.");
    }

    /// <summary>Null when there is a problem; it is reported at its place.</summary>
    /// <param name="path">As messages name it.</param>
    public static Original? Open(string file, string path, ContentPlace place, PictureCache cache, DiagnosticBag diagnostics)
    {
        if (new FileInfo(file).Length is var length && length > PictureLimits.Bytes) return Refuse("HW307", Megabytes(length), Megabytes(PictureLimits.Bytes));
        var bytes = System.IO.File.ReadAllBytes(file);
        if (PictureFormat.Of(bytes) is not { } format) return Refuse("HW304");
        if (!format.Fits(path)) return Refuse("HW305", format.Name, format.Ending);
        var hash = HashOf(bytes);
        if (PictureStudio.Open() is not { } studio)
        {
            if (PictureFile.Read(bytes, out var reason) is not { } picture) return Refuse(reason == PictureProblem.Turned ? "HW303" : "HW304");
            var size = new PictureLook(picture.Width, picture.Height, null);
            return (long)picture.Width * picture.Height > PictureLimits.Pixels ? TooManyPixels(size) : new Original(file, hash, size);
        }
        var name = $"{hash[..32]}.look";
        if (cache.Find(name) is { } known && PictureLook.Read(System.Text.Encoding.ASCII.GetString(known)) is { } look) return new Original(file, hash, look);
        if (PictureStudio.Look(bytes, out var problem) is not { } found) return Refuse("HW306");
        if (problem == PictureProblem.TooManyPixels) return TooManyPixels(found);
        cache.Keep(name, System.Text.Encoding.ASCII.GetBytes(found.Write()));
        return new Original(file, hash, found);

        Original? Refuse(string code, params ReadOnlySpan<string> more)
        {
            diagnostics.Add(code, place, [path, .. more]);
            return null;
        }

        Original? TooManyPixels(PictureLook size) => Refuse("HW307",
            string.Create(CultureInfo.InvariantCulture, $"{size.Width} × {size.Height} px"), string.Create(CultureInfo.InvariantCulture, $"{PictureLimits.Pixels:#,0} px"));
    }

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{(bytes + 500_000) / 1_000_000} MB");
}
