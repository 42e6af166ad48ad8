using System.Runtime.InteropServices;
using HonourWall.Search.Building;
using HonourWall.Search.Format;

namespace HonourWall.Search.Updating;

/// <summary>Counts suggestions of changed documents anew and makes the parts of their groups again.</summary>
internal sealed class SuggestionUpdate(IndexReader index, IndexMemo memo)
{
    private readonly Dictionary<int, List<SuggestionRow>> _rows = [];

    public LeafFiles Apply(IEnumerable<DocumentChange> changes)
    {
        var deltas = new Dictionary<SuggestionEntry, int>();
        foreach (var change in changes)
        {
            if (change.IsMove) continue;
            if (change.Before is { } before) SuggestionEntry.AddOf(before.Indexed, entry => CollectionsMarshal.GetValueRefOrAddDefault(deltas, entry, out _)--);
            if (change.After is { } after) SuggestionEntry.AddOf(after.Indexed, entry => CollectionsMarshal.GetValueRefOrAddDefault(deltas, entry, out _)++);
        }
        var changed = deltas.Where(pair => pair.Value != 0).ToLookup(pair => pair.Key.Group);
        foreach (var group in changed) memo.Entries.Set(group.Key, Sum(memo.Entries.EntriesOf(group.Key), group));
        var leaves = index.SuggestionDirectory.Leaves;
        var touched = Enumerable.Range(0, leaves.Length).Where(leaf => changed.Any(group => Overlap(leaves[leaf], group.Key))).ToDictionary(leaf => leaf, leaf => Items(leaves[leaf]));
        var cut = new LeafCutter<SuggestionRow>(leaves, memo.Suggestions, touched, leaf => Items(leaves[leaf]), SuggestionFiles.LeafLimit).Cut();
        return LeafUpdate.Of(index, SuggestionFiles.Folder, PartKind.Suggestions, leaves, cut, SuggestionFiles.FileLimit, (_, items) => SuggestionFiles.Leaf(items));
    }

    private static (SuggestionEntry Entry, int Count)[] Sum(List<(SuggestionEntry Entry, int Count)> entries, IEnumerable<KeyValuePair<SuggestionEntry, int>> deltas)
    {
        var counts = entries.ToDictionary(row => row.Entry, row => row.Count);
        foreach (var (entry, delta) in deltas) counts[entry] = counts.GetValueOrDefault(entry) + delta;
        if (counts.Values.Any(count => count < 0)) throw new BrokenPartException("the memo of the index counts less than there is");
        return [.. counts.Where(pair => pair.Value > 0).Select(pair => (pair.Key, pair.Value)).OrderBy(row => row.Key)];
    }

    private SuggestionRow[] Items(KeyLeaf leaf) =>
        [.. memo.Entries.Groups.Where(group => Overlap(leaf, group)).SelectMany(Rows).Where(row => row.Key >= leaf.Low && row.Key - leaf.Low < leaf.Size)];

    private List<SuggestionRow> Rows(int group)
    {
        ref var rows = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, group, out _);
        return rows ??= SuggestionGroup.Rows(CollectionsMarshal.AsSpan(memo.Entries.EntriesOf(group)));
    }

    private static bool Overlap(KeyLeaf leaf, int group)
    {
        var (low, high) = ((ulong)group << 32, ((ulong)group + 1) << 32);
        return low < leaf.Low + leaf.Size && leaf.Low < high;
    }
}
