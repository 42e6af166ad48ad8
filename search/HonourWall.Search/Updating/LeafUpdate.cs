using HonourWall.Search.Building;
using HonourWall.Search.Format;

namespace HonourWall.Search.Updating;

/// <summary>Writes the leaves of a directory that were cut anew and keeps the others.</summary>
internal static class LeafUpdate
{
    /// <summary>The new directory; its parts are only those that the old one does not have.</summary>
    /// <param name="leaves">The old leaves.</param>
    /// <param name="cut">The new ones.</param>
    /// <param name="write">Makes the part of a leaf that is not empty.</param>
    public static LeafFiles Of<T>(IReadOnlyList<KeyLeaf> leaves, IReadOnlyList<CutLeaf<T>> cut, Func<ulong, T[], IndexPart> write)
    {
        var parts = new IndexPart?[cut.Count];
        Parallel.For(0, cut.Count, n =>
        {
            if (cut[n].Items is { Length: > 0 } items) parts[n] = write(cut[n].Low, items);
        });
        var directory = cut.Select((leaf, n) => leaf.Old >= 0 ? leaves[leaf.Old]
            : new KeyLeaf(leaf.Low, leaf.Size, parts[n] is { } part ? Part.Tag(part.Bytes.Span) : 0, parts[n] is null));
        var had = leaves.Where(leaf => !leaf.Empty).Select(leaf => (leaf.Low, leaf.Tag)).ToHashSet();
        return new LeafFiles([.. directory], [.. cut.Select(leaf => leaf.Weight)],
            [.. parts.Where((part, n) => part is not null && !had.Contains((cut[n].Low, Part.Tag(part.Bytes.Span)))).OfType<IndexPart>()]);
    }
}
