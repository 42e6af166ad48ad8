using HonourWall.Search.Format;

namespace HonourWall.Search.Building;

/// <summary>Merges the posting stores of all threads and encodes the term parts and the long parts, leaf by leaf on every core.</summary>
internal sealed class TermFiles
{
    private readonly IReadOnlyList<(PostingStore Store, int[] SlotOf)> _stores;
    private readonly int _slots;
    private readonly ulong[] _keys;
    private readonly int[] _counts;

    // For each key, where it stands in each store: entry + 1, or 0.
    private readonly int[][] _entries;

    /// <param name="stores">The stores, each with the slot of each of its documents.</param>
    /// <param name="slots">The number of slots.</param>
    public TermFiles(IReadOnlyList<(PostingStore Store, int[] SlotOf)> stores, int slots)
    {
        _stores = stores;
        _slots = slots;
        var sorted = stores.Select(s => s.Store.SortedKeys()).ToArray();
        var keys = new List<ulong>();
        var at = new int[stores.Count];
        var entries = stores.Select(_ => new List<int>()).ToArray();
        while (true)
        {
            var next = ulong.MaxValue;
            for (var s = 0; s < sorted.Length; s++) if (at[s] < sorted[s].Length) next = Math.Min(next, sorted[s][at[s]].Key);
            if (next == ulong.MaxValue) break;
            keys.Add(next);
            for (var s = 0; s < sorted.Length; s++)
            {
                var here = at[s] < sorted[s].Length && sorted[s][at[s]].Key == next;
                entries[s].Add(here ? sorted[s][at[s]++].Entry + 1 : 0);
            }
        }
        _keys = [.. keys];
        _entries = [.. entries.Select(list => list.ToArray())];
        _counts = new int[_keys.Length];
        for (var s = 0; s < stores.Count; s++)
            for (var i = 0; i < _keys.Length; i++) if (_entries[s][i] > 0) _counts[i] += stores[s].Store.Count(_entries[s][i] - 1);
    }

    public int Terms => _keys.Length;

    /// <summary>
    /// A part grows with the site up to a limit, so that 50,000 people make fewer than a thousand files and a query of a small site little traffic.
    /// </summary>
    private long HeadBits => Math.Clamp(_slots * 42L / 81_920, 10, 42) * 8 * 1024;

    private const long LongBits = 640 * 8 * 1024;

    /// <summary>The term parts: every key, its counts and the head of its list.</summary>
    public (IReadOnlyList<IndexPart> Parts, byte[] Directory) Heads() =>
        Encode("terms", PartKind.Terms, [.. Enumerable.Range(0, _keys.Length)], HeadBits, KeyCost, (bits, list, counts, key) =>
        {
            PostingList.WriteCounts(bits, counts);
            PostingList.Write(bits, list, counts, _slots, 0, Math.Min(list.Length, PostingList.HeadLimit(key)));
        }, long_: false);

    /// <summary>The long parts: what the heads cut off, for the terms that have more.</summary>
    public (IReadOnlyList<IndexPart> Parts, byte[] Directory) Tails() =>
        Encode("long", PartKind.Long, [.. Enumerable.Range(0, _keys.Length).Where(i => _counts[i] > PostingList.HeadLimit(_keys[i]))], LongBits, KeyCost, (bits, list, counts, key) =>
        {
            PostingList.WriteCounts(bits, counts);
            PostingList.Write(bits, list, counts, _slots, PostingList.HeadLimit(key), list.Length);
        }, long_: true);

    private static int KeyCost(ulong key) => Text.TermKey.IsWord(key) ? 40 : 14;

    private delegate void TermEncoder(BitWriter bits, ReadOnlySpan<int> list, ReadOnlySpan<int> counts, ulong key);

    private (IReadOnlyList<IndexPart>, byte[]) Encode(string folder, PartKind kind, int[] terms, long limit, Func<ulong, int> keyCost, TermEncoder encode, bool long_)
    {
        var keys = terms.Select(i => _keys[i]).ToArray();
        var before = new long[terms.Length + 1];
        for (var n = 0; n < terms.Length; n++)
        {
            var head = Math.Min(_counts[terms[n]], PostingList.HeadLimit(keys[n]));
            var postings = long_ ? _counts[terms[n]] - head : head;
            // Integer arithmetic: where files are cut must not depend on a processor.
            var gap = 2 + System.Numerics.BitOperations.Log2((uint)Math.Max(1, _slots / _counts[terms[n]]));
            // Nobody waits for the long lists of single characters, so those may share a file that is eight times as large.
            var weight = long_ && !Text.TermKey.IsSingle(keys[n]) ? 8 : 1;
            before[n + 1] = before[n] + keyCost(keys[n]) + (long)postings * gap * weight;
        }
        var cuts = KeyDirectory.Cut(keys, before, Text.TermKey.Space, limit);
        var parts = new IndexPart?[cuts.Count];
        Parallel.For(0, cuts.Count, () => new PostingGatherer(), (n, _, gatherer) =>
        {
            var (low, _, first, count) = cuts[n];
            if (count > 0) parts[n] = Leaf(folder, kind, low, terms.AsSpan(first, count), encode, gatherer);
            return gatherer;
        }, _ => { });
        var leaves = cuts.Select((cut, n) => new KeyLeaf(cut.Low, cut.Size, parts[n] is { } part ? Part.Tag(part.Bytes.Span) : 0, parts[n] is null)).ToArray();
        return ([.. parts.OfType<IndexPart>()], KeyDirectory.Write(leaves, Text.TermKey.Space));
    }

    private IndexPart Leaf(string folder, PartKind kind, ulong low, ReadOnlySpan<int> terms, TermEncoder encode, PostingGatherer gatherer)
    {
        var deltas = new ulong[terms.Length];
        for (var n = 0; n < terms.Length; n++) deltas[n] = n == 0 ? _keys[terms[0]] - low : _keys[terms[n]] - _keys[terms[n - 1]] - 1;
        var k = TermLeaf.BestParameter(deltas);
        var bits = new BitWriter();
        TermLeaf.WriteHeader(bits, terms.Length, k);
        for (var n = 0; n < terms.Length; n++)
        {
            bits.Golomb(deltas[n], k);
            gatherer.Gather(_stores, _entries, terms[n]);
            encode(bits, gatherer.List, gatherer.Counts, _keys[terms[n]]);
        }
        var part = Part.Wrap(kind, bits.ToArray());
        return new IndexPart(TermLeaf.PathOf(folder, low, Part.Tag(part)), part);
    }
}
