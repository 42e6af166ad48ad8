using HonourWall.Search.Format;

namespace HonourWall.Search.Building;

/// <summary>Merges the posting stores of all threads and encodes the term parts and the long parts, leaf by leaf on every core.</summary>
internal sealed class TermFiles
{
    private readonly IReadOnlyList<(PostingStore Store, int[] SlotOf)> _stores;
    private readonly int _slots;
    private readonly ulong[] _keys;
    private readonly int[] _counts;

    // For each store the place of each key, or none.
    private readonly int[][] _places;

    /// <param name="stores">The stores, each with the slot of each of its documents.</param>
    /// <param name="slots">The number of slots.</param>
    public TermFiles(IReadOnlyList<(PostingStore Store, int[] SlotOf)> stores, int slots)
    {
        _stores = stores;
        _slots = slots;
        var sorted = new (ulong[] Keys, int[] Places)[stores.Count];
        Parallel.For(0, stores.Count, s => sorted[s] = stores[s].Store.SortedKeys());
        _keys = Merge([.. sorted.Select(s => s.Keys)]);
        _counts = new int[_keys.Length];
        _places = new int[stores.Count][];
        for (var s = 0; s < stores.Count; s++)
        {
            var (keys, places) = sorted[s];
            var all = _places[s] = new int[_keys.Length];
            var at = 0;
            for (var i = 0; i < _keys.Length; i++)
            {
                var has = at < keys.Length && keys[at] == _keys[i];
                all[i] = has ? places[at++] : PostingGatherer.NoPlace;
                if (has) _counts[i] += stores[s].Store.Count(all[i]);
            }
        }
    }

    public int Terms => _keys.Length;

    /// <summary>The term parts: every key, its counts and the head of its list.</summary>
    public LeafFiles Heads() => Encode("terms", PartKind.Terms, [.. Enumerable.Range(0, _keys.Length)], (TermWeights.HeadLeaf(_slots), TermWeights.HeadFile(_slots)), TermWeights.Head,
        (bits, list, counts, key) => PostingList.Write(bits, list, counts, _slots, 0, Math.Min(list.Length, PostingList.HeadLimit(key))));

    /// <summary>The long parts: what the heads cut off, for the terms that have more.</summary>
    public LeafFiles Tails() => Encode("long", PartKind.Long, [.. Enumerable.Range(0, _keys.Length).Where(i => _counts[i] > PostingList.HeadLimit(_keys[i]))], (TermWeights.LongLeaf, TermWeights.LongFile), TermWeights.Long,
        (bits, list, counts, key) => PostingList.Write(bits, list, counts, _slots, PostingList.HeadLimit(key), list.Length));

    private delegate void ListEncoder(BitWriter bits, ReadOnlySpan<uint> list, ReadOnlySpan<int> counts, ulong key);

    private LeafFiles Encode(string folder, PartKind kind, int[] terms, (long Leaf, long File) limits, Func<ulong, int, int, long> weigh, ListEncoder encode)
    {
        var keys = new ulong[terms.Length];
        var before = new long[terms.Length + 1];
        for (var n = 0; n < terms.Length; n++)
        {
            keys[n] = _keys[terms[n]];
            before[n + 1] = before[n] + weigh(keys[n], _counts[terms[n]], _slots);
        }
        var cuts = KeyDirectory.Cut(keys, before, Text.TermKey.Space, limits.Leaf);
        var leaves = new LeafToWrite[cuts.Count];
        Parallel.For(0, cuts.Count, () => (Gatherer: new PostingGatherer(_stores, _slots), Bits: new BitWriter()), (n, _, own) =>
        {
            var (low, size, first, count) = cuts[n];
            var weight = new LeafSize(before[first + count] - before[first], count);
            leaves[n] = new LeafToWrite(low, size, weight, default);
            if (count == 0) return own;
            own.Bits.Clear();
            TermLeaf.Write(own.Bits, low, keys.AsSpan(first, count), (bits, i) =>
            {
                var term = terms[first + i];
                own.Gatherer.Gather(_counts[term], _places, term);
                PostingList.WriteCounts(bits, own.Gatherer.Counts);
                encode(bits, own.Gatherer.List, own.Gatherer.Counts, _keys[term]);
            });
            leaves[n] = leaves[n] with { Payload = own.Bits.ToArray() };
            return own;
        }, _ => { });
        return LeafFiles.Of(folder, kind, leaves, limits.File);
    }

    /// <summary>All keys of sorted lists, each once, in order.</summary>
    private static ulong[] Merge(ulong[][] sorted)
    {
        var all = new ulong[sorted.Sum(keys => keys.Length)];
        var at = new int[sorted.Length];
        var length = 0;
        while (true)
        {
            var next = ulong.MaxValue;
            for (var s = 0; s < sorted.Length; s++) if (at[s] < sorted[s].Length) next = Math.Min(next, sorted[s][at[s]]);
            if (next == ulong.MaxValue) return all[..length];
            all[length++] = next;
            for (var s = 0; s < sorted.Length; s++) if (at[s] < sorted[s].Length && sorted[s][at[s]] == next) at[s]++;
        }
    }
}
