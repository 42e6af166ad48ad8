using System.Collections.Concurrent;
using HonourWall.Search.Format;

namespace HonourWall.Search.Building;

/// <summary>Makes the lists of all terms and cuts them into the term parts and the long parts, on every core.</summary>
internal sealed class TermFiles
{
    /// <summary>Characters are taken in so many portions at least, for the places of two portions stand in memory where two threads work. All texts are gone over for each.</summary>
    private const int Portions = 16;

    private readonly int _slots;
    private readonly EncodedTerms[] _sources;

    // All terms in key order: where each stands.
    private readonly (int Source, int Index)[] _places;

    /// <param name="texts">What each thread has read, with the slot of each of its documents.</param>
    /// <param name="slots">The number of slots.</param>
    public TermFiles(IReadOnlyList<(FoldedTexts Texts, ArraySegment<int> SlotOf)> texts, int slots)
    {
        _slots = slots;
        var documents = new List<PlacedTexts>(texts.Sum(read => read.SlotOf.Count));
        var occurrences = new int[char.MaxValue + 1];
        foreach (var (read, slotOf) in texts)
        {
            for (var i = 0; i < slotOf.Count; i++) documents.Add(new PlacedTexts(read, read.Documents[i], slotOf[i]));
            for (var c = 0; c < occurrences.Length; c++) occurrences[c] += read.Occurrences[c];
        }
        documents.Sort((a, b) => a.Slot.CompareTo(b.Slot));
        var ranges = CharacterTerms.Ranges(occurrences, Math.Max(Portions, 4 * Environment.ProcessorCount));
        // Pairs, then single characters, both in key order; all others behind them.
        _sources = new EncodedTerms[2 * ranges.Count + 1];
        var largest = ranges.Count == 0 ? 0 : ranges.Max(range => range.Occurrences);
        var idle = new ConcurrentBag<CharacterTerms>();
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(-1, ranges.Count + 1), EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, n =>
        {
            if (n < 0)
            {
                _sources[^1] = OtherTerms.Of(documents, slots);
                return;
            }
            if (!idle.TryTake(out var own)) own = new CharacterTerms(documents, slots, occurrences, largest);
            (_sources[n], _sources[ranges.Count + n]) = own.Of(ranges[n].Range);
            idle.Add(own);
        });
        _places = Merge();
    }

    public int Terms => _places.Length;

    /// <summary>The term parts: every key, its counts and the head of its list.</summary>
    public LeafFiles Heads() => Encode("terms", PartKind.Terms, _places, (TermWeights.HeadLeaf(_slots), TermWeights.HeadFile(_slots)), TermWeights.Head, terms => terms.Heads, term => term.Head);

    /// <summary>The long parts: what the heads cut off, for the terms that have more.</summary>
    public LeafFiles Tails() => Encode("long", PartKind.Long, Array.FindAll(_places, place => Term(place) is var term && term.Count > PostingList.HeadLimit(term.Key)),
        (TermWeights.LongLeaf, TermWeights.LongFile), TermWeights.Long, terms => terms.Tails, term => term.Tail);

    private EncodedTerm Term((int Source, int Index) place) => _sources[place.Source].Terms[place.Index];

    private LeafFiles Encode(string folder, PartKind kind, (int Source, int Index)[] places, (long Leaf, long File) limits, Func<ulong, int, int, long> weigh, Func<EncodedTerms, byte[]> bitsOf, Func<EncodedTerm, int> endOf)
    {
        var keys = new ulong[places.Length];
        var before = new long[places.Length + 1];
        for (var n = 0; n < places.Length; n++)
        {
            var term = Term(places[n]);
            keys[n] = term.Key;
            before[n + 1] = before[n] + weigh(term.Key, term.Count, _slots);
        }
        var cuts = KeyDirectory.Cut(keys, before, Text.TermKey.Space, limits.Leaf);
        var leaves = new LeafToWrite[cuts.Count];
        Parallel.For(0, cuts.Count, () => new BitWriter(), (n, _, own) =>
        {
            var (low, size, first, count) = cuts[n];
            var weight = new LeafSize(before[first + count] - before[first], count);
            leaves[n] = new LeafToWrite(low, size, weight, default);
            if (count == 0) return own;
            own.Clear();
            TermLeaf.Write(own, low, keys.AsSpan(first, count), (bits, i) =>
            {
                var (source, index) = places[first + i];
                var terms = _sources[source];
                bits.Copy(bitsOf(terms), index == 0 ? 0 : endOf(terms.Terms[index - 1]), endOf(terms.Terms[index]));
            });
            leaves[n] = leaves[n] with { Payload = own.ToArray() };
            return own;
        }, _ => { });
        return LeafFiles.Of(folder, kind, leaves, limits.File);
    }

    /// <summary>All terms in key order. Few of the others stand among the characters: those of characters beyond the basic plane.</summary>
    private (int Source, int Index)[] Merge()
    {
        var places = new (int Source, int Index)[_sources.Sum(source => source.Terms.Length)];
        var (at, other) = (0, 0);
        var others = _sources[^1].Terms;
        for (var s = 0; s < _sources.Length - 1; s++)
        {
            for (var i = 0; i < _sources[s].Terms.Length; i++)
            {
                while (other < others.Length && others[other].Key < _sources[s].Terms[i].Key) places[at++] = (_sources.Length - 1, other++);
                places[at++] = (s, i);
            }
        }
        while (other < others.Length) places[at++] = (_sources.Length - 1, other++);
        return places;
    }
}
