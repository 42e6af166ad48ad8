namespace HonourWall.Generator.Pictures;

/// <summary>What no honest photograph exceeds: beyond it a picture is refused before its pixels are read.</summary>
public static class PictureLimits
{
    public const long Pixels = 100_000_000;
    public const long Bytes = 50_000_000;
    /// <summary>The longest side that libvips knows.</summary>
    internal const int Side = 10_000_000;
}
