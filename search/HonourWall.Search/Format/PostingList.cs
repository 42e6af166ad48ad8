using HonourWall.Search.Text;

namespace HonourWall.Search.Format;

/// <summary>
/// The documents of one term: by class, weightiest class first, within a class by slot. The first <see cref="HeadLimit"/> of them stand
/// with the term, the rest in the long part; a cut list is thus still complete for the weightier classes, and for the class it was cut in
/// up to the last slot it gives.
/// </summary>
internal static class PostingList
{
    public const int Classes = 7;

    /// <summary>How many postings of a term stand with it. Single characters are in most texts; whoever asks for one wants names first.</summary>
    public static int HeadLimit(ulong key) => TermKey.IsSingle(key) ? 128 : 16_384;

    private const int SlotBits = 29;

    /// <summary>
    /// A posting as a number, so that sorted numbers are a list in its order: 7 - class in the three highest bits, then the slot.
    /// </summary>
    public static uint Pack(int slot, int termClass) => ((uint)(Classes - termClass) << SlotBits) | (uint)slot;

    public static int SlotOf(uint posting) => (int)(posting & ((1u << SlotBits) - 1));

    public static int ClassOf(uint posting) => Classes - (int)(posting >> SlotBits);

    /// <summary>How many postings of a list are in each class (index 1 to 7).</summary>
    public static void Count(ReadOnlySpan<uint> list, Span<int> counts)
    {
        counts.Clear();
        foreach (var posting in list) counts[ClassOf(posting)]++;
    }

    /// <summary>The Rice parameter for so many documents spread at random over the slots.</summary>
    public static int Parameter(int slots, int count)
    {
        var k = 0;
        while (2L * count * (1L << k) * 100 <= 138L * slots) k++;
        return Math.Max(0, k - 1);
    }

    /// <summary>Writes the number of documents and how many of them are in each class (index 1 to 7).</summary>
    public static void WriteCounts(BitWriter bits, ReadOnlySpan<int> counts)
    {
        var total = 0;
        foreach (var count in counts) total += count;
        bits.Gamma((ulong)total);
        bits.Bits(counts[1] == total ? 1UL : 0, 1);
        if (counts[1] == total) return;
        for (var c = Classes; c > 1; c--) bits.Gamma((ulong)counts[c] + 1);
    }

    public static int ReadCounts(BitReader bits, Span<int> counts)
    {
        counts.Clear();
        var total = (int)bits.Gamma();
        counts[1] = total;
        if (bits.Bits(1) == 1) return total;
        for (var c = Classes; c > 1; c--) counts[1] -= counts[c] = (int)bits.Gamma() - 1;
        return counts[1] < 0 ? throw new BrokenPartException("a term has more documents in its classes than in all") : total;
    }

    /// <summary>
    /// Writes postings <paramref name="from"/> to <paramref name="until"/> of the whole list. A gap counts from the last slot of the class;
    /// where the writing starts within a class, the first slot stands whole, so that the rest is read without the head.
    /// </summary>
    public static void Write(BitWriter bits, ReadOnlySpan<uint> list, ReadOnlySpan<int> counts, int slots, int from, int until)
    {
        var start = 0;
        for (var c = Classes; c > 0; c--)
        {
            var end = start + counts[c];
            if (end > Math.Max(start, from) && start < until)
            {
                var k = Parameter(slots, counts[c]);
                var at = Math.Max(start, from);
                var previous = -1;
                if (at > start) bits.Gamma((ulong)(previous = SlotOf(list[at++])) + 1);
                for (var stop = Math.Min(end, until); at < stop; at++)
                {
                    var slot = SlotOf(list[at]);
                    bits.Rice((uint)(slot - previous - 1), k);
                    previous = slot;
                }
            }
            start = end;
        }
    }

    /// <summary>Passes over what <see cref="Write"/> wrote.</summary>
    public static void Skip(BitReader bits, ReadOnlySpan<int> counts, int slots, int from, int until)
    {
        var start = 0;
        for (var c = Classes; c > 0; c--)
        {
            var end = start + counts[c];
            if (end > Math.Max(start, from) && start < until)
            {
                var at = Math.Max(start, from);
                if (at > start)
                {
                    bits.Gamma();
                    at++;
                }
                bits.SkipRice(Parameter(slots, counts[c]), Math.Min(end, until) - at);
            }
            start = end;
        }
    }

    /// <summary>Reads postings <paramref name="from"/> to <paramref name="until"/> into their places in <paramref name="list"/>.</summary>
    public static void Read(BitReader bits, Span<int> list, ReadOnlySpan<int> counts, int slots, int from, int until)
    {
        var at = 0;
        for (var c = Classes; c > 0; c--)
        {
            var k = Parameter(slots, Math.Max(1, counts[c]));
            var start = at;
            for (var end = at + counts[c]; at < end && at < until; at++)
            {
                if (at < from) continue;
                var slot = at == from && at > start ? (int)bits.Gamma() - 1 : (at == start ? 0 : list[at - 1] + 1) + (int)bits.Rice(k);
                if ((uint)slot >= (uint)slots) throw new BrokenPartException("a document number is out of range");
                list[at] = slot;
            }
        }
    }
}
