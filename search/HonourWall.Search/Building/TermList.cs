using HonourWall.Search.Format;
using HonourWall.Search.Text;

namespace HonourWall.Search.Building;

/// <summary>The documents of one term, in the making; reused for the next one. One thread at a time.</summary>
internal sealed class TermList
{
    private readonly int[] _counts = new int[PostingList.Classes + 1];
    private uint[] _list = new uint[1024];
    private uint[] _sorted = new uint[1024];
    private int _length;
    private int _slot = -1;
    private TermClass _place;

    public void Clear()
    {
        (_length, _slot) = (0, -1);
        Array.Clear(_counts);
    }

    /// <summary>The term is one more time in a document; documents come in the order of their slots.</summary>
    public void Add(int slot, TermClass place)
    {
        if (slot == _slot)
        {
            _place = _place.With(place);
            return;
        }
        EndDocument();
        (_slot, _place) = (slot, place);
    }

    /// <summary>All documents as a list stands in the index, and how many are in each class.</summary>
    public ReadOnlySpan<uint> End(out ReadOnlySpan<int> counts)
    {
        EndDocument();
        counts = _counts;
        var list = _list.AsSpan(0, _length);
        if (counts.Contains(_length)) return list;
        // By class, and within a class by slot as they came.
        Span<int> places = stackalloc int[PostingList.Classes + 1];
        var at = 0;
        for (var c = PostingList.Classes; c > 0; c--) (places[c], at) = (at, at + _counts[c]);
        foreach (var posting in list) _sorted[places[PostingList.ClassOf(posting)]++] = posting;
        return _sorted.AsSpan(0, _length);
    }

    private void EndDocument()
    {
        if (_slot < 0) return;
        if (_length == _list.Length)
        {
            Array.Resize(ref _list, 2 * _length);
            _sorted = new uint[2 * _length];
        }
        _list[_length++] = PostingList.Pack(_slot, (int)_place);
        _counts[(int)_place]++;
    }
}
