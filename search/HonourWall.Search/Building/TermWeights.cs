using System.Numerics;
using HonourWall.Search.Format;
using HonourWall.Search.Text;

namespace HonourWall.Search.Building;

/// <summary>
/// About how many bits a term takes in its part, by which the parts are cut. Integer arithmetic on the term alone: where files are cut must
/// depend neither on a processor nor on other terms.
/// </summary>
internal static class TermWeights
{
    /// <summary>Nobody waits for a long part but who counts.</summary>
    public const long LongLimit = 640 * 8 * 1024;

    /// <summary>
    /// A term part grows with the site up to a limit, so that 50,000 people make fewer than a thousand files and a query of a small site little traffic.
    /// </summary>
    public static long HeadLimit(int slots) => Math.Clamp(slots * 42L / 81_920, 10, 42) * 8 * 1024;

    public static long Head(ulong key, int count, int slots) => KeyCost(key) + (long)Math.Min(count, PostingList.HeadLimit(key)) * GapCost(count, slots);

    /// <summary>Nobody waits for the long lists of single characters, so those may share a file that is eight times as large.</summary>
    public static long Long(ulong key, int count, int slots) =>
        KeyCost(key) + (long)(count - PostingList.HeadLimit(key)) * GapCost(count, slots) * (TermKey.IsSingle(key) ? 1 : 8);

    private static int KeyCost(ulong key) => TermKey.IsWord(key) ? 40 : 14;

    private static int GapCost(int count, int slots) => 2 + BitOperations.Log2((uint)Math.Max(1, slots / count));
}
