using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HonourWall.Search.Text;

namespace HonourWall.Search.Building;

/// <summary>
/// The lists of single characters and of pairs. All places of some first characters are gathered in the order of slots and sorted by the second character;
/// what then stands side by side is a list. Nothing is looked up for a posting, and most of the work stays in the processor's cache. One thread at a time.
/// </summary>
/// <param name="documents">All documents in the order of their slots.</param>
/// <param name="slots">The number of slots.</param>
/// <param name="occurrences">How often each character stands in all documents.</param>
/// <param name="largest">How often those of one range stand there at most.</param>
internal sealed class CharacterTerms(IReadOnlyList<PlacedTexts> documents, int slots, int[] occurrences, int largest)
{
    /// <summary>Below this a comparison sort is faster than two passes over digits.</summary>
    private const int Few = 128;

    private const int DigitBits = 8;
    private const int PlaceBits = 3;
    private const int SlotShift = 2 * PlaceBits;
    private const int SecondShift = 40;

    // A place: the second character, the slot, the classes of the single character and of the pair.
    private readonly ulong[] _places = GC.AllocateUninitializedArray<ulong>(largest);
    private readonly ulong[] _spare = GC.AllocateUninitializedArray<ulong>(occurrences.Max());
    private readonly int[] _digits = new int[1 << DigitBits];
    private readonly TermList _list = new();
    private readonly TermWriter _pairs = new(slots);
    private readonly TermWriter _singles = new(slots);

    /// <summary>Ranges of first characters with how often they stand in all documents, each about as often as one in <paramref name="parts"/> of all.</summary>
    public static List<(Range Range, int Occurrences)> Ranges(int[] occurrences, int parts)
    {
        var limit = occurrences.Sum(count => (long)count) / parts + 1;
        var ranges = new List<(Range, int)>();
        var (first, sum) = (0, 0);
        for (var c = 0; c < occurrences.Length; c++)
        {
            // What stands nowhere begins no range: the break between two runs is no character.
            if (sum == 0) first = c;
            sum += occurrences[c];
            if (sum < limit && (sum == 0 || c + 1 < occurrences.Length)) continue;
            ranges.Add((first..(c + 1), sum));
            sum = 0;
        }
        return ranges;
    }

    /// <summary>The terms that begin with these characters.</summary>
    public (EncodedTerms Pairs, EncodedTerms Singles) Of(Range range)
    {
        var (low, high) = (range.Start.Value, range.End.Value);
        var ends = new int[high - low];
        var all = 0;
        for (var c = low; c < high; c++) (ends[c - low], all) = (all, all + occurrences[c]);
        Gather(low, ends);
        var start = 0;
        for (var c = low; c < high; c++)
        {
            var end = ends[c - low];
            if (end > start) Encode(c, _places.AsSpan(start..end));
            start = end;
        }
        return (_pairs.Finish(), _singles.Finish());
    }

    private void Gather(int low, int[] ends)
    {
        foreach (var document in documents)
        {
            var slot = (ulong)document.Slot << SlotShift;
            foreach (var name in document.Names)
            {
                if ((uint)(name.First - low) < (uint)ends.Length)
                    _places[ends[name.First - low]++] = (ulong)name.Second << SecondShift | slot | (ulong)name.Single << PlaceBits | (ulong)name.Pair;
            }
            Gather(document.Fields, low, ends, slot | Both(TermClass.Field));
            Gather(document.Body, low, ends, slot | Both(TermClass.Body));
        }

        static ulong Both(TermClass place) => (ulong)place << PlaceBits | (ulong)place;
    }

    private void Gather(ReadOnlySpan<char> text, int low, int[] ends, ulong place)
    {
        var places = _places;
        var codes = MemoryMarshal.Cast<char, ushort>(text);
        var (lowest, width) = (Vector256.Create((ushort)low), Vector256.Create((ushort)(ends.Length - 1)));
        var i = 0;
        for (; i + Vector256<ushort>.Count <= codes.Length; i += Vector256<ushort>.Count)
        {
            var found = Vector256.LessThanOrEqual(Vector256.Create(codes[i..]) - lowest, width).ExtractMostSignificantBits();
            for (; found != 0; found &= found - 1)
            {
                var at = i + BitOperations.TrailingZeroCount(found);
                places[ends[codes[at] - low]++] = (ulong)codes[at + 1] << SecondShift | place;
            }
        }
        for (; i < codes.Length; i++) if ((uint)(codes[i] - low) < (uint)ends.Length) places[ends[codes[i] - low]++] = (ulong)codes[i + 1] << SecondShift | place;
    }

    private void Encode(int first, Span<ulong> places)
    {
        foreach (var place in places) _list.Add(SlotOf(place), (TermClass)(place >> PlaceBits & 7));
        _singles.Add(TermKey.Single(first), _list);
        var sorted = SortBySecond(places);
        var at = 0;
        // 0 is no character: where no pair begins.
        while (at < sorted.Length && sorted[at] >> SecondShift == 0) at++;
        while (at < sorted.Length)
        {
            var second = sorted[at] >> SecondShift;
            for (; at < sorted.Length && sorted[at] >> SecondShift == second; at++) _list.Add(SlotOf(sorted[at]), (TermClass)(sorted[at] & 7));
            _pairs.Add(TermKey.Pair(first, (int)second), _list);
        }
    }

    private static int SlotOf(ulong place) => (int)(place >> SlotShift & (1UL << SecondShift - SlotShift) - 1);

    /// <summary>Places with the same second character stay in the order of slots.</summary>
    private Span<ulong> SortBySecond(Span<ulong> places)
    {
        if (places.Length < Few)
        {
            places.Sort();
            return places;
        }
        var spare = _spare.AsSpan(0, places.Length);
        SortByDigit(places, spare, SecondShift);
        SortByDigit(spare, places, SecondShift + DigitBits);
        return places;
    }

    private void SortByDigit(ReadOnlySpan<ulong> places, Span<ulong> sorted, int shift)
    {
        var digits = _digits;
        Array.Clear(digits);
        foreach (var place in places) digits[(byte)(place >> shift)]++;
        var at = 0;
        foreach (ref var digit in digits.AsSpan()) (digit, at) = (at, at + digit);
        foreach (var place in places) sorted[digits[(byte)(place >> shift)]++] = place;
    }
}
