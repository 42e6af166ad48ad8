using System.Numerics;
using HonourWall.Search.Format;
using HonourWall.Search.Text;

namespace HonourWall.Search.Building;

/// <summary>
/// About how many bits a term takes, by which leaves and files are cut. Integer arithmetic on the term alone: where files are cut must
/// depend neither on a processor nor on other terms.
/// </summary>
internal static class TermWeights
{
    private const long Kilobytes = 8 * 1024;

    /// <summary>Nobody waits for the rest of a list but who counts.</summary>
    public const long LongLeaf = 16 * Kilobytes;

    public const long LongFile = 640 * Kilobytes;

    /// <summary>What a browser reads for a term: little, but the head names every leaf, and is not to grow with the site.</summary>
    public static long HeadLeaf(int slots) => Math.Clamp(slots * 6L / 81_920, 4, 16) * Kilobytes;

    /// <summary>A file of terms grows with the site up to a limit, so that 50,000 people make fewer than a thousand.</summary>
    public static long HeadFile(int slots) => Math.Clamp(slots * 42L / 81_920, 10, 42) * Kilobytes;

    public static long Head(ulong key, int count, int slots) => KeyCost(key) + (long)Math.Min(count, PostingList.HeadLimit(key)) * GapCost(count, slots);

    public static long Long(ulong key, int count, int slots) => KeyCost(key) + (long)(count - PostingList.HeadLimit(key)) * GapCost(count, slots);

    private static int KeyCost(ulong key) => TermKey.IsWord(key) ? 40 : 14;

    private static int GapCost(int count, int slots) => 2 + BitOperations.Log2((uint)Math.Max(1, slots / count));
}
