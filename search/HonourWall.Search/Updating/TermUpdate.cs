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
        public HashSet<uint> Going { get; } = [];

        public List<uint> Coming { get; } = [];

        /// <summary>What stood in the term part, then with it what stood in the long part.</summary>
        public uint[] Old { get; set; } = [];

        public int OldTotal { get; set; }

        public uint[] New { get; set; } = [];

        public int NewTotal => OldTotal - Going.Count + Coming.Count;
    }

    private readonly SortedDictionary<ulong, EditedTerm> _edited = [];

    public (LeafFiles Terms, LeafFiles Tails) Apply(IEnumerable<PostingEdit> edits)
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

    /// <summary>The whole list after the edits; it is long and they are few.</summary>
    private static uint[] Changed(EditedTerm term)
    {
        var list = new List<uint>(term.Old);
        foreach (var posting in term.Going)
        {
            var at = list.BinarySearch(posting);
            if (at < 0) throw new BrokenPartException("the terms of a document are not those of its text");
            list.RemoveAt(at);
        }
        foreach (var posting in term.Coming)
        {
            var at = list.BinarySearch(posting);
            if (at >= 0) throw new BrokenPartException("a list has a document that its text does not tell of");
            list.Insert(~at, posting);
        }
        return [.. list];
    }

    /// <summary>What comes and goes alike is no change.</summary>
    private void Collect(IEnumerable<PostingEdit> edits)
    {
        foreach (var ofKey in edits.GroupBy(edit => edit.Key))
        {
            var going = ofKey.Where(edit => !edit.Comes).Select(edit => edit.Posting).ToHashSet();
            var coming = ofKey.Where(edit => edit.Comes).Select(edit => edit.Posting).ToHashSet();
            var both = going.Intersect(coming).ToArray();
            going.ExceptWith(both);
            coming.ExceptWith(both);
            if (going.Count + coming.Count == 0) continue;
            var term = new EditedTerm();
            term.Going.UnionWith(going);
            term.Coming.AddRange(coming);
            _edited.Add(ofKey.Key, term);
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
            term.Old = [.. term.Old, .. postings];
            term.OldTotal = total;
        }));
        return items.ToDictionary();
    }

    private LeafFiles Update(TermLeafReader reader, IReadOnlyList<KeyLeaf> leaves, LeafSize[] sizes, Dictionary<int, TermItem[]> old, IEnumerable<ulong> keys, Func<ulong, int, int, long> weigh, (long Leaf, long File) limits, bool head)
    {
        var inLeaf = keys.Zip(LeavesOf(leaves, keys)).ToLookup(pair => pair.Second, pair => pair.First);
        var changed = old.ToDictionary(pair => pair.Key, pair =>
        {
            var own = inLeaf[pair.Key].ToHashSet();
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
        var all = new List<TermItem>();
        var waiting = new Queue<TermItem>(coming);
        foreach (var item in kept)
        {
            while (waiting.TryPeek(out var next) && next.Key < item.Key) all.Add(waiting.Dequeue());
            all.Add(item);
        }
        all.AddRange(waiting);
        return [.. all];
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
