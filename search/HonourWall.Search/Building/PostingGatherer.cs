using HonourWall.Search.Format;

namespace HonourWall.Search.Building;

/// <summary>Collects one term's postings from all stores in the order in which a list is stored. One thread at a time.</summary>
internal sealed class PostingGatherer(IReadOnlyList<(PostingStore Store, int[] SlotOf)> stores, int slots)
{
    /// <summary>Below this a comparison sort is faster than two or three passes over digits.</summary>
    private const int Few = 128;

    private const int DigitBits = 10;

    private readonly int[] _counts = new int[PostingList.Classes + 1];
    private readonly int[] _digits = new int[1 << DigitBits];
    private readonly int _slotBits = System.Numerics.BitOperations.Log2((uint)slots) + 1;
    private uint[] _list = new uint[1024];
    private uint[] _spare = new uint[1024];
    private int _length;

    public ReadOnlySpan<uint> List => _list.AsSpan(0, _length);

    /// <summary>The number of documents in each class.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    /// <param name="count">How many postings there are.</param>
    /// <param name="places">For each store the places of all terms, -1 where it has none.</param>
    /// <param name="term">Which of all terms.</param>
    public void Gather(int count, int[][] places, int term)
    {
        if (_list.Length < count)
        {
            _list = new uint[Math.Max(count, _list.Length * 2)];
            _spare = new uint[_list.Length];
        }
        _length = 0;
        for (var s = 0; s < stores.Count; s++)
        {
            var place = places[s][term];
            if (place == NoPlace) continue;
            var own = stores[s].Store.Count(place);
            stores[s].Store.Read(place, stores[s].SlotOf, _list.AsSpan(_length, own));
            _length += own;
        }
        Sort();
        PostingList.Count(List, _counts);
    }

    /// <summary>Stands for a term that a store does not have; no place of a store is so large.</summary>
    public const int NoPlace = -1;

    private void Sort()
    {
        if (_length < Few)
        {
            _list.AsSpan(0, _length).Sort();
            return;
        }
        for (var shift = 0; shift < _slotBits; shift += DigitBits) SortByDigit(shift);
        SortByDigit(32 - 3);
    }

    private void SortByDigit(int shift)
    {
        var mask = (1u << DigitBits) - 1;
        Array.Clear(_digits);
        foreach (var posting in List) _digits[posting >> shift & mask]++;
        var at = 0;
        foreach (ref var digit in _digits.AsSpan()) (digit, at) = (at, at + digit);
        foreach (var posting in List) _spare[_digits[posting >> shift & mask]++] = posting;
        (_list, _spare) = (_spare, _list);
    }
}
