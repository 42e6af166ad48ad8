using System.Text;
using HonourWall.Generator.Pictures.Vips;

namespace HonourWall.Generator.Pictures.Cards;

/// <summary>Prints cards: letters by libvips' SVG renderer over a stone that is rendered once.</summary>
internal static class CardPress
{
    /// <summary>Raised when the same card is to come out in other bytes.</summary>
    public const int Recipe = 1;

    private static readonly Lazy<byte[]> Stone = new(() =>
    {
        using var load = new VipsOperation("svgload_buffer").Set("buffer", Encoding.UTF8.GetBytes(CardLayout.Stone));
        using var image = load.RunToImage();
        using var save = new VipsOperation("pngsave_buffer").Set("in", image).Set("compression", 1);
        return save.RunToBytes();
    });

    public static byte[] Print(string svg)
    {
        using var stone = new VipsOperation("pngload_buffer").Set("buffer", Stone.Value);
        using var ground = stone.RunToImage();
        using var letters = new VipsOperation("svgload_buffer").Set("buffer", Encoding.UTF8.GetBytes(svg));
        using var cut = letters.RunToImage();
        using var composite = new VipsOperation("composite2").Set("base", ground).Set("overlay", cut).Set("mode", "over");
        using var whole = composite.RunToImage();
        using var save = new VipsOperation("jpegsave_buffer").Set("in", whole).Set("Q", 80).Set("optimize_coding", "true").Set("strip", "true").Set("background", "211 216 212");
        return save.RunToBytes();
    }
}
