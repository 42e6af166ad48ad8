using HonourWall.Search.Format;

namespace HonourWall.Search.Reading;

/// <summary>The documents of one term as far as they are loaded: the head of its list, or after <see cref="Complete"/> all of it.</summary>
internal sealed class TermPostings
{
    private readonly int[] _counts;
    private readonly int _first;
    private Dictionary<int, byte>? _classOf;
    private int _lastSlot;
    private int _classesBelow;

    public TermPostings(ulong key, int total, int[] counts, int[] list, int known)
    {
        Key = key;
        Total = total;
        _counts = counts;
        List = list;
        Known = _first = known;
        Seal();
    }

    public ulong Key { get; }

    /// <summary>How many documents have the term, loaded or not.</summary>
    public int Total { get; }

    /// <summary>Slots, weightiest class first; the first <see cref="Known"/> are loaded.</summary>
    public int[] List { get; }

    public int Known { get; private set; }

    public bool IsComplete => Known == Total;

    public ReadOnlySpan<int> Counts => _counts;

    public ReadOnlySpan<int> Slots => List.AsSpan(0, Known);

    /// <summary>What is loaded with the term: the same whatever was asked for before.</summary>
    public ReadOnlySpan<int> First => List.AsSpan(0, _first);

    /// <summary>The same as it came with the term: what one search completes is not complete in the next, whose order would depend on it.</summary>
    public TermPostings Anew() => new(Key, Total, _counts, List, _first);

    /// <summary>The class of a document, 0 when it is not among the loaded ones.</summary>
    public byte ClassOf(int slot)
    {
        if (_classOf is null)
        {
            var map = new Dictionary<int, byte>(Known);
            var at = 0;
            for (var c = PostingList.Classes; c > 0; c--)
                for (var end = Math.Min(at + _counts[c], Known); at < end; at++) map[List[at]] = (byte)c;
            _classOf = map;
        }
        return _classOf.GetValueOrDefault(slot);
    }

    /// <summary>Whether a document that is not among the loaded ones can still have the term.</summary>
    public bool MayHold(int slot) => !IsComplete && (_classesBelow > 0 || slot > _lastSlot);

    /// <summary>Takes over the rest of the list from the long part.</summary>
    public void Complete()
    {
        Known = Total;
        _classOf = null;
        Seal();
    }

    private void Seal()
    {
        if (IsComplete) return;
        // The class in which the list is cut, and how many documents stand in lower classes.
        var at = 0;
        var cut = PostingList.Classes;
        while (at + _counts[cut] <= Known) at += _counts[cut--];
        _lastSlot = Known > at ? List[Known - 1] : -1;
        _classesBelow = Total - at - _counts[cut];
    }
}
