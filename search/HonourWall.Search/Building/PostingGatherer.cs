using HonourWall.Search.Format;

namespace HonourWall.Search.Building;

/// <summary>Collects one term's postings from all stores, as slots in the order in which a list is stored. One thread at a time.</summary>
internal sealed class PostingGatherer
{
    private readonly int[] _counts = new int[PostingList.Classes + 1];
    private int[] _list = new int[1024];
    private long[] _sorted = new long[1024];
    private int _length;

    public ReadOnlySpan<int> List => _list.AsSpan(0, _length);

    /// <summary>The number of documents in each class.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    public void Gather(IReadOnlyList<(PostingStore Store, int[] SlotOf)> stores, int[][] entries, int term)
    {
        _length = 0;
        Array.Clear(_counts);
        for (var s = 0; s < stores.Count; s++)
        {
            if (entries[s][term] == 0) continue;
            var slotOf = stores[s].SlotOf;
            stores[s].Store.Read(entries[s][term] - 1, (document, termClass) =>
            {
                if (_length == _sorted.Length) Array.Resize(ref _sorted, _length * 2);
                _counts[termClass]++;
                // Weightiest class first, then by slot.
                _sorted[_length++] = ((long)(PostingList.Classes - termClass) << 32) | (uint)slotOf[document];
            });
        }
        Array.Sort(_sorted, 0, _length);
        if (_list.Length < _length) _list = new int[_sorted.Length];
        for (var i = 0; i < _length; i++) _list[i] = (int)(_sorted[i] & 0xFFFFFFFF);
    }
}
