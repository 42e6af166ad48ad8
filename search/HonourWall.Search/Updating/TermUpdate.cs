using System.Collections.Concurrent;
using HonourWall.Search.Building;
using HonourWall.Search.Format;

namespace HonourWall.Search.Updating;

/// <summary>One posting that comes or goes.</summary>
internal readonly record struct PostingEdit(ulong Key, uint Posting, bool Comes);

/// <summary>Changes the lists of the terms of changed documents, and of the leaves that hold them nothing else.</summary>
internal sealed class TermUpdate(IndexReader index, IndexMemo memo, int slots)
{
    private sealed class EditedTerm
    {
        /// <summary>Sorted, as lists are.</summary>
        public List<uint> Going { get; } = [];

        public List<uint> Coming { get; } = [];

        /// <summary>What stood in the term part, then with it what stood in the long part.</summary>
        public uint[] Old { get; set; } = [];

        public int OldTotal { get; set; }

        public uint[] New { get; set; } = [];

        public int NewTotal => OldTotal - Going.Count + Coming.Count;
    }

    private readonly SortedDictionary<ulong, EditedTerm> _edited = [];

    public (LeafFiles Terms, LeafFiles Tails) Apply(List<PostingEdit> edits)
    {
        Collect(edits);
        var heads = new TermLeafReader(index, slots, head: true, TermWeights.Head);
        var headLeaves = index.TermDirectory.Leaves;
        var oldHeads = ReadLeaves(heads, headLeaves, _edited.Keys);
        bool IsLong(ulong key, EditedTerm term) => Math.Max(term.OldTotal, term.NewTotal) > PostingList.HeadLimit(key);
        var tails = new TermLeafReader(index, slots, head: false, TermWeights.Long);
        var longKeys = _edited.Where(pair => IsLong(pair.Key, pair.Value)).Select(pair => pair.Key).ToArray();
        var oldTails = ReadLeaves(tails, index.LongDirectory.Leaves, longKeys);
        foreach (var (_, term) in _edited)
        {
            if (term.Old.Length != term.OldTotal) throw new BrokenPartException("a long part and a term part are from different builds");
            term.New = Changed(term);
        }
        return (
            Update(heads, headLeaves, memo.Terms, oldHeads, _edited.Keys, TermWeights.Head, (TermWeights.HeadLeaf(slots), TermWeights.HeadFile(slots)), head: true),
            Update(tails, index.LongDirectory.Leaves, memo.Tails, oldTails, longKeys, TermWeights.Long, (TermWeights.LongLeaf, TermWeights.LongFile), head: false));
    }

    /// <summary>The whole list after the edits: three sorted lists gone through once.</summary>
    private static uint[] Changed(EditedTerm term)
    {
        var old = term.Old.AsSpan();
        var list = new uint[Math.Max(0, term.NewTotal)];
        var (at, going, coming) = (0, 0, 0);
        for (var i = 0; i <= old.Length; i++)
        {
            for (; coming < term.Coming.Count && (i == old.Length || term.Coming[coming] <= old[i]); coming++)
            {
                if (i < old.Length && term.Coming[coming] == old[i]) throw new BrokenPartException("a list has a document that its text does not tell of");
                if (at < list.Length) list[at++] = term.Coming[coming];
            }
            if (i == old.Length) break;
            if (going < term.Going.Count && term.Going[going] == old[i]) going++;
            else if (at < list.Length) list[at++] = old[i];
        }
        // One that is not found leaves its room to another, which must not go unsaid.
        return going == term.Going.Count ? list : throw new BrokenPartException("the terms of a document are not those of its text");
    }

    /// <summary>What comes and goes alike is no change.</summary>
    private void Collect(List<PostingEdit> edits)
    {
        edits.Sort(static (a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : a.Posting.CompareTo(b.Posting));
        EditedTerm? term = null;
        var key = 0UL;
        for (int from = 0, until; from < edits.Count; from = until)
        {
            var (first, goes, comes) = (edits[from], false, false);
            for (until = from; until < edits.Count && edits[until].Key == first.Key && edits[until].Posting == first.Posting; until++)
            {
                if (edits[until].Comes) comes = true;
                else goes = true;
            }
            if (goes && comes) continue;
            if (term is null || key != first.Key) _edited.Add(key = first.Key, term = new EditedTerm());
            (comes ? term.Coming : term.Going).Add(first.Posting);
        }
    }

    /// <summary>The items of every leaf that one of these keys belongs to, by the number of the leaf.</summary>
    private Dictionary<int, TermItem[]> ReadLeaves(TermLeafReader reader, IReadOnlyList<KeyLeaf> leaves, IEnumerable<ulong> keys)
    {
        var wanted = keys.ToHashSet();
        var touched = LeavesOf(leaves, keys).Distinct().ToArray();
        var items = new ConcurrentDictionary<int, TermItem[]>();
        Parallel.ForEach(touched, leaf => items[leaf] = leaves[leaf].Empty ? [] : reader.Read(leaves[leaf], wanted.Contains, (key, postings, total) =>
        {
            var term = _edited[key];
            term.Old = term.Old.Length == 0 ? postings : [.. term.Old, .. postings];
            term.OldTotal = total;
        }));
        return items.ToDictionary();
    }

    private LeafFiles Update(TermLeafReader reader, IReadOnlyList<KeyLeaf> leaves, LeafSize[] sizes, Dictionary<int, TermItem[]> old, IEnumerable<ulong> keys, Func<ulong, int, int, long> weigh, (long Leaf, long File) limits, bool head)
    {
        var inLeaf = keys.Zip(LeavesOf(leaves, keys)).ToLookup(pair => pair.Second, pair => pair.First);
        var own = keys.ToHashSet();
        var changed = old.ToDictionary(pair => pair.Key, pair =>
        {
            var coming = inLeaf[pair.Key].Select(key => (Key: key, _edited[key].New)).Where(term => term.New.Length > (head ? 0 : PostingList.HeadLimit(term.Key)))
                .Select(term => new TermItem(term.Key, weigh(term.Key, term.New.Length, slots), term.New, default, 0, 0));
            return Merged(pair.Value.Where(item => !own.Contains(item.Key)), coming);
        });
        var cut = new LeafCutter<TermItem>(leaves, sizes, changed, leaf => reader.Read(leaves[leaf], _ => false, (_, _, _) => { }), limits.Leaf).Cut();
        return LeafUpdate.Of(index, reader.Folder, reader.Kind, leaves, cut, limits.File, (low, items) => Write(low, items, head));
    }

    /// <summary>Two runs in key order as one.</summary>
    private static TermItem[] Merged(IEnumerable<TermItem> kept, IEnumerable<TermItem> coming)
    {
        TermItem[] all = [.. kept, .. coming];
        Array.Sort(Array.ConvertAll(all, item => item.Key), all);
        return all;
    }

    private ReadOnlyMemory<byte> Write(ulong low, TermItem[] items, bool head)
    {
        var bits = new BitWriter();
        TermLeaf.Write(bits, low, [.. items.Select(item => item.Key)], (writer, n) => items[n].Write(writer, slots, head));
        return bits.ToArray();
    }

    /// <summary>For sorted keys the number of the leaf of each.</summary>
    private static IEnumerable<int> LeavesOf(IReadOnlyList<KeyLeaf> leaves, IEnumerable<ulong> keys)
    {
        var leaf = 0;
        foreach (var key in keys)
        {
            while (leaf + 1 < leaves.Count && leaves[leaf + 1].Low <= key) leaf++;
            yield return leaf;
        }
    }
}
