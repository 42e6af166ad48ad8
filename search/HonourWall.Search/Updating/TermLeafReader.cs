using HonourWall.Search.Format;

namespace HonourWall.Search.Updating;

/// <summary>Takes an old leaf of terms apart: the lists of some terms, of the others only where they stand.</summary>
internal sealed class TermLeafReader(IndexReader index, int slots, bool head, Func<ulong, int, int, long> weigh)
{
    public string Folder => head ? "terms" : "long";

    public PartKind Kind => head ? PartKind.Terms : PartKind.Long;

    /// <summary>The items of a leaf in key order; <paramref name="found"/> is told the postings here and the whole number of each term that is <paramref name="wanted"/>.</summary>
    public TermItem[] Read(KeyLeaf leaf, Func<ulong, bool> wanted, Action<ulong, uint[], int> found)
    {
        var items = new List<TermItem>();
        var counts = new int[PostingList.Classes + 1];
        var bits = new BitReader(index.Leaf(Folder, Kind, leaf));
        foreach (var key in TermLeaf.Keys(bits, leaf.Low))
        {
            var from = bits.Position;
            var total = PostingList.ReadCounts(bits, counts);
            var limit = PostingList.HeadLimit(key);
            var (first, until) = head ? (0, Math.Min(limit, total)) : (limit, total);
            if (wanted(key)) found(key, List(bits, counts, first, until), total);
            else PostingList.Skip(bits, counts, slots, first, until);
            items.Add(new TermItem(key, weigh(key, total, slots), null, bits.Bytes, from, bits.Position));
        }
        return [.. items];
    }

    private uint[] List(BitReader bits, int[] counts, int from, int until)
    {
        var list = new int[until];
        PostingList.Read(bits, list, counts, slots, from, until);
        var packed = new uint[until - from];
        var start = 0;
        for (var c = PostingList.Classes; c > 0; c--)
        {
            for (var at = Math.Max(start, from); at < Math.Min(start + counts[c], until); at++) packed[at - from] = PostingList.Pack(list[at], c);
            start += counts[c];
        }
        return packed;
    }
}
