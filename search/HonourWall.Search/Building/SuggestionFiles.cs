using System.Runtime.InteropServices;
using HonourWall.Search.Format;
using HonourWall.Search.Text;

namespace HonourWall.Search.Building;

/// <summary>The suggestions: the buckets of every group, cut into leaves of about the same size.</summary>
internal static class SuggestionFiles
{
    public const string Folder = "suggest";

    /// <summary>In bytes of text, of which deflating leaves a sixth.</summary>
    public const long LeafLimit = 40 * 1024;

    public const long FileLimit = 240 * 1024;

    /// <summary>The entries of all documents in order, with how many documents each is of.</summary>
    public static (SuggestionEntry Entry, int Count)[] Count(IEnumerable<IndexedDocument> documents)
    {
        var counts = new Dictionary<SuggestionEntry, int>();
        var topics = new Dictionary<(string Text, SuggestionKind Kind), int>();
        Action<SuggestionEntry> add = entry => CollectionsMarshal.GetValueRefOrAddDefault(counts, entry, out _)++;
        foreach (var document in documents)
        {
            SuggestionEntry.AddNameOf(document, add);
            foreach (var topic in SuggestionEntry.TopicsOf(document)) CollectionsMarshal.GetValueRefOrAddDefault(topics, topic, out _)++;
        }
        // What many share is folded once.
        foreach (var (topic, times) in topics)
            foreach (var entry in SuggestionEntry.Of(topic.Text, topic.Kind)) CollectionsMarshal.GetValueRefOrAddDefault(counts, entry, out _) += times;
        var entries = new (SuggestionEntry Entry, int Count)[counts.Count];
        var at = 0;
        foreach (var (entry, count) in counts) entries[at++] = (entry, count);
        Array.Sort(entries, (a, b) => a.Entry.CompareTo(b.Entry));
        return entries;
    }

    public static LeafFiles Encode((SuggestionEntry Entry, int Count)[] entries)
    {
        var groups = new List<(int From, int Until)>();
        for (var i = 0; i < entries.Length; i++)
            if (i == 0 || entries[i].Entry.Group != entries[i - 1].Entry.Group) groups.Add((i, entries.Length));
        for (var g = 0; g + 1 < groups.Count; g++) groups[g] = (groups[g].From, groups[g + 1].From);
        var rows = new List<SuggestionRow>[groups.Count];
        Parallel.For(0, groups.Count, g => rows[g] = SuggestionGroup.Rows(entries.AsSpan(groups[g].From..groups[g].Until)));
        return Cut([.. rows.SelectMany(group => group).OrderBy(row => row.Key)]);
    }

    /// <summary>Cuts rows in directory order into leaves.</summary>
    private static LeafFiles Cut(SuggestionRow[] rows)
    {
        var keys = rows.Select(row => row.Key).ToArray();
        var before = new long[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++) before[i + 1] = before[i] + rows[i].Weight;
        var cuts = KeyDirectory.Cut(keys, before, TermKey.Space, LeafLimit);
        var leaves = new LeafToWrite[cuts.Count];
        Parallel.For(0, cuts.Count, n =>
        {
            var (low, size, first, count) = cuts[n];
            leaves[n] = new LeafToWrite(low, size, new LeafSize(before[first + count] - before[first], count), count == 0 ? default : Leaf(rows.AsSpan(first, count)));
        });
        return LeafFiles.Of(Folder, PartKind.Suggestions, leaves, FileLimit);
    }

    public static ReadOnlyMemory<byte> Leaf(ReadOnlySpan<SuggestionRow> rows) => Part.Deflate(SuggestionBucket.WriteAll(rows));
}
