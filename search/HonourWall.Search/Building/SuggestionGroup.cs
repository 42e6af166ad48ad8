using System.Collections.Immutable;
using System.Text;
using HonourWall.Search.Format;
using HonourWall.Search.Text;
using HonourWall.Search.Updating;

namespace HonourWall.Search.Building;

/// <summary>A bucket on its way into a file: the key of its prefix in the directory, and about how many bytes it takes.</summary>
internal sealed record SuggestionRow(ulong Key, string Prefix, SuggestionBucket Bucket, long Weight) : ILeafItem;

/// <summary>
/// Completions for what begins with one character. For each beginning a bucket of the most frequent; where that is not all, buckets for
/// each longer beginning; so one small file answers whatever the size of the site.
/// </summary>
internal static class SuggestionGroup
{
    private const int LongestPrefix = 8;

    /// <summary>The buckets of a group, in directory order, from its entries in order with their counts.</summary>
    public static List<SuggestionRow> Rows(ReadOnlySpan<(SuggestionEntry Entry, int Count)> entries)
    {
        var rows = new List<SuggestionRow>();
        Fill(entries, 0, rows);
        rows.Sort((a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : string.CompareOrdinal(a.Prefix, b.Prefix));
        return rows;
    }

    private static void Fill(ReadOnlySpan<(SuggestionEntry Entry, int Count)> entries, int length, List<SuggestionRow> rows)
    {
        for (var i = 0; i < entries.Length;)
        {
            var key = entries[i].Entry.Key;
            if (key.Length <= length)
            {
                i++;
                continue;
            }
            var prefix = key[..(length + (char.IsHighSurrogate(key[length]) ? 2 : 1))];
            var end = i + 1;
            while (end < entries.Length && entries[end].Entry.Key.StartsWith(prefix, StringComparison.Ordinal)) end++;
            AddBucket(prefix, entries[i..end], rows);
            i = end;
        }
    }

    private static void AddBucket(string prefix, ReadOnlySpan<(SuggestionEntry Entry, int Count)> entries, List<SuggestionRow> rows)
    {
        var cut = entries.Length > SuggestionBucket.Limit;
        var best = Best(prefix, entries);
        var weight = 16 + best.Sum(s => 8L + s.Key.Length + Encoding.UTF8.GetByteCount(s.Suggestion.Text));
        rows.Add(new SuggestionRow(TermKey.Beginning(prefix), prefix, new SuggestionBucket(cut, best), weight));
        if (cut && prefix.Length < LongestPrefix) Fill(entries, prefix.Length, rows);
    }

    /// <summary>What is typed in full stands first, then what most documents have.</summary>
    private static ImmutableArray<(string Key, Suggestion Suggestion)> Best(string prefix, ReadOnlySpan<(SuggestionEntry Entry, int Count)> entries)
    {
        int Compare((SuggestionEntry Entry, int Count) a, (SuggestionEntry Entry, int Count) b)
        {
            var (whole, otherWhole) = (a.Entry.Key.Length == prefix.Length, b.Entry.Key.Length == prefix.Length);
            if (whole != otherWhole) return whole ? -1 : 1;
            if (a.Count != b.Count) return b.Count.CompareTo(a.Count);
            if (a.Entry.Key.Length != b.Entry.Key.Length) return a.Entry.Key.Length.CompareTo(b.Entry.Key.Length);
            var order = string.CompareOrdinal(a.Entry.Text, b.Entry.Text);
            return order != 0 ? order : a.Entry.CompareTo(b.Entry);
        }
        // Few of many are wanted: a sorted list of the best so far.
        var best = new List<(SuggestionEntry Entry, int Count)>(SuggestionBucket.Limit + 1);
        foreach (var entry in entries)
        {
            if (best.Count == SuggestionBucket.Limit && Compare(entry, best[^1]) > 0) continue;
            var at = best.Count;
            while (at > 0 && Compare(entry, best[at - 1]) < 0) at--;
            best.Insert(at, entry);
            if (best.Count > SuggestionBucket.Limit) best.RemoveAt(SuggestionBucket.Limit);
        }
        return [.. best.Select(b => (b.Entry.Key, new Suggestion(b.Entry.Text, b.Entry.Kind, b.Count)))];
    }
}
