using System.Globalization;

namespace HonourWall.Generator.Pictures;

/// <summary>What a page must know of a picture before it comes.</summary>
/// <param name="Width">Upright, after EXIF's orientation.</param>
/// <param name="Colour">The colour that most of it has, as <c>#a1b2c3</c>; null where one sees through it.</param>
public sealed record PictureLook(int Width, int Height, string? Colour)
{
    /// <summary>As a line of the cache.</summary>
    public string Write() => string.Create(CultureInfo.InvariantCulture, $"{Width} {Height} {Colour}");

    /// <summary>Null for anything that <see cref="Write"/> did not write.</summary>
    public static PictureLook? Read(string line)
    {
        var parts = line.Split(' ');
        return parts.Length == 3 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var width) && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var height)
            ? new PictureLook(width, height, parts[2].Length == 7 ? parts[2] : null) : null;
    }
}
