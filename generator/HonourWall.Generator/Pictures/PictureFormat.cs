namespace HonourWall.Generator.Pictures;

/// <summary>The formats of originals and of what is published, each known by its first bytes.</summary>
public sealed record PictureFormat(string Name, string Type, string Ending)
{
    public static readonly PictureFormat Avif = new("AVIF", "image/avif", ".avif");
    public static readonly PictureFormat WebP = new("WebP", "image/webp", ".webp");
    public static readonly PictureFormat Jpeg = new("JPEG", "image/jpeg", ".jpg");
    public static readonly PictureFormat Png = new("PNG", "image/png", ".png");

    /// <summary>What an original is, whatever its name says; null for what we do not take.</summary>
    public static PictureFormat? Of(ReadOnlySpan<byte> file) =>
        file.StartsWith(JpegStart) ? Jpeg
        : file.StartsWith(PngStart) ? Png
        : file.Length > 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8) ? WebP
        : null;

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];
    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether a file of this format may have that name.</summary>
    public bool Fits(string path) => Path.GetExtension(path).ToLowerInvariant() is var ending && (ending == Ending || (this == Jpeg && ending == ".jpeg"));
}
