using HonourWall.Search.Building;
using HonourWall.Search.Format;

namespace HonourWall.Search.Updating;

/// <summary>Writes the leaves of a directory that were cut anew and keeps the others.</summary>
internal static class LeafUpdate
{
    /// <summary>The new directory; its parts are only those that the old one does not have.</summary>
    /// <param name="index">The old index.</param>
    /// <param name="folder">Where the files stand.</param>
    /// <param name="kind">Of the leaves.</param>
    /// <param name="leaves">The old leaves.</param>
    /// <param name="cut">The new ones.</param>
    /// <param name="limit">What a file may weigh.</param>
    /// <param name="write">Makes what a leaf holds that is not empty.</param>
    public static LeafFiles Of<T>(IndexReader index, string folder, PartKind kind, IReadOnlyList<KeyLeaf> leaves, IReadOnlyList<CutLeaf<T>> cut, long limit, Func<ulong, T[], ReadOnlyMemory<byte>> write)
    {
        var payloads = new ReadOnlyMemory<byte>[cut.Count];
        Parallel.For(0, cut.Count, n =>
        {
            if (cut[n].Items is { Length: > 0 } items) payloads[n] = write(cut[n].Low, items);
        });
        var files = LeafFiles.Of(folder, kind, [.. cut.Select((leaf, n) => new LeafToWrite(leaf.Low, leaf.Size, leaf.Weight, payloads[n], leaf.Old >= 0 ? leaves[leaf.Old] : null))], limit, index.Bytes);
        // What is as it was is made again where a term came and went; it is no new file.
        var had = leaves.Where(leaf => !leaf.Empty).Select(leaf => leaf.File!.PathIn(folder)).ToHashSet(StringComparer.Ordinal); // not null: it is not empty
        return files with { Parts = [.. files.Parts.Where(part => !had.Contains(part.Path))] };
    }
}
