using System.Collections.Immutable;

namespace HonourWall.Site;

/// <summary>A picture as it stands on pages; its size and colour are known before it comes, so that nothing moves and nothing flashes.</summary>
/// <param name="Address">What every browser can show: the largest JPEG, or the original where there is no libvips.</param>
/// <param name="Colour">The colour that most of it has; null where one sees through it.</param>
/// <param name="Ladders">The same picture in other formats and sizes, the smallest format first, that of <paramref name="Address"/> last; empty without libvips.</param>
public sealed record PublishedPicture(string Address, int Width, int Height, string? Colour, ImmutableArray<PictureLadder> Ladders);

/// <summary>One format in several widths, rising.</summary>
/// <param name="Type">Such as <c>image/avif</c>.</param>
public sealed record PictureLadder(string Type, ImmutableArray<PictureRung> Rungs)
{
    /// <summary>As browsers read it, from a page.</summary>
    public string SourceSet(Frame frame) => string.Join(", ", Rungs.Select(r => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{frame.To(r.Address)} {r.Width}w")));
}

public readonly record struct PictureRung(string Address, int Width);

/// <summary>How wide pictures stand in the layout (site.css): what browsers choose a rung by, and the rungs that follow from it.</summary>
public sealed record PictureRoom(string Sizes, ImmutableArray<int> Widths)
{
    /// <summary>The first column of a person's page: 15rem, 12rem, 9.5rem.</summary>
    public static readonly PictureRoom Portrait = new("(max-width:46rem) 9.5rem, (max-width:70rem) 12rem, 15rem", [240, 480, 720]);
    /// <summary>Within a text: at most 36 characters of 17 pixels, on a phone the whole width.</summary>
    public static readonly PictureRoom Text = new("(max-width:46rem) 92vw, 38rem", [360, 640, 960, 1280]);
    /// <summary>At the foot of a name plate.</summary>
    public static readonly PictureRoom Plate = new("3rem", [48, 96, 144]);
    /// <summary>Before a video is played; browsers take one file for it, whatever their width.</summary>
    public static readonly PictureRoom Poster = new("38rem", [960]);
}
