using HonourWall.Search.Building;
using HonourWall.Search.Format;

namespace HonourWall.Search.Updating;

/// <summary>What stands in a leaf under one key.</summary>
internal interface ILeafItem
{
    ulong Key { get; }

    long Weight { get; }
}

/// <summary>A leaf of the new directory: an old one that stays, or one to write with these items.</summary>
internal sealed record CutLeaf<T>(ulong Low, ulong Size, LeafSize Weight, int Old, T[]? Items)
{
    public const int New = -1;
}

/// <summary>
/// Cuts a directory anew after some of its leaves have changed, exactly as a clean build would, looking
/// into leaves that have not changed only where they are joined with others.
/// </summary>
internal sealed class LeafCutter<T> where T : ILeafItem
{
    private readonly IReadOnlyList<KeyLeaf> _leaves;
    private readonly IReadOnlyDictionary<int, T[]> _changed;
    private readonly Func<int, T[]> _itemsOf;
    private readonly long _limit;
    private readonly long[] _weightBefore;
    private readonly int[] _keysBefore;
    private readonly List<CutLeaf<T>> _cut = [];

    /// <param name="leaves">The old leaves.</param>
    /// <param name="sizes">What they weighed.</param>
    /// <param name="changed">The items of those that have changed.</param>
    /// <param name="itemsOf">Reads the items of one that has not.</param>
    /// <param name="limit">As in a clean build.</param>
    public LeafCutter(IReadOnlyList<KeyLeaf> leaves, IReadOnlyList<LeafSize> sizes, IReadOnlyDictionary<int, T[]> changed, Func<int, T[]> itemsOf, long limit)
    {
        (_leaves, _changed, _itemsOf, _limit) = (leaves, changed, itemsOf, limit);
        _weightBefore = new long[leaves.Count + 1];
        _keysBefore = new int[leaves.Count + 1];
        for (var i = 0; i < leaves.Count; i++)
        {
            var isChanged = changed.TryGetValue(i, out var items);
            _weightBefore[i + 1] = _weightBefore[i] + (isChanged ? items!.Sum(item => item.Weight) : sizes[i].Weight); // not null: just found
            _keysBefore[i + 1] = _keysBefore[i] + (isChanged ? items!.Length : sizes[i].Keys);
        }
    }

    public List<CutLeaf<T>> Cut()
    {
        Node(0, Text.TermKey.Space, 0, _leaves.Count);
        return _cut;
    }

    /// <summary>The part of the key space that these leaves make up.</summary>
    private void Node(ulong low, ulong size, int first, int end)
    {
        var weight = new LeafSize(_weightBefore[end] - _weightBefore[first], _keysBefore[end] - _keysBefore[first]);
        if (weight.Keys <= 1 || size == 1 || weight.Weight <= _limit)
        {
            var stays = end - first == 1 && !_changed.ContainsKey(first);
            _cut.Add(new CutLeaf<T>(low, size, weight, stays ? first : CutLeaf<T>.New, stays ? null : Items(first, end)));
            return;
        }
        if (end - first == 1)
        {
            Split(low, size, Items(first, end));
            return;
        }
        var middle = first;
        while (_leaves[middle].Low < low + size / 2) middle++;
        Node(low, size / 2, first, middle);
        Node(low + size / 2, size / 2, middle, end);
    }

    /// <summary>Cuts what was one leaf.</summary>
    private void Split(ulong low, ulong size, T[] items)
    {
        if (items.Length <= 1 || size == 1 || items.Sum(item => item.Weight) is var weight && weight <= _limit)
        {
            _cut.Add(new CutLeaf<T>(low, size, new LeafSize(items.Sum(item => item.Weight), items.Length), CutLeaf<T>.New, items));
            return;
        }
        var half = items.TakeWhile(item => item.Key < low + size / 2).Count();
        Split(low, size / 2, items[..half]);
        Split(low + size / 2, size / 2, items[half..]);
    }

    private T[] Items(int first, int end) =>
        end - first == 1 ? Own(first) : [.. Enumerable.Range(first, end - first).SelectMany(Own)];

    private T[] Own(int leaf) => _changed.TryGetValue(leaf, out var items) ? items : _leaves[leaf].Empty ? [] : _itemsOf(leaf);
}
