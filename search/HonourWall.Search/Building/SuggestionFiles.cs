using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HonourWall.Search.Format;
using HonourWall.Search.Text;

namespace HonourWall.Search.Building;

/// <summary>
/// Completions while somebody types, by Chinese characters, pinyin or initials. For each beginning a bucket of the most frequent; where
/// that is not all, buckets for each longer beginning; so one small file answers whatever the size of the site.
/// </summary>
internal sealed class SuggestionFiles
{
    private const long LeafBytes = 96 * 1024;
    private const int LongestPrefix = 8;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Dictionary<(string Text, SuggestionKind Kind), int> _counts = [];
    private readonly Dictionary<string, string> _patterns = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SuggestionBucket> _buckets = new(StringComparer.Ordinal);

    public SuggestionFiles(IEnumerable<IndexedDocument> documents)
    {
        foreach (var document in documents)
        {
            Count(document.Name, (SuggestionKind)document.Kind);
            if (document.PinyinPattern.Length > 0) _patterns.TryAdd(document.Name, document.PinyinPattern);
            Count(document.Employer, SuggestionKind.Employer);
            foreach (var district in document.Districts) Count(district.Name, SuggestionKind.District);
            foreach (var award in document.Honours.Select(h => h.AwardName).Distinct(StringComparer.Ordinal)) Count(award, SuggestionKind.Award);
            if (document.Industry is { } industry) Count(industry.Name, SuggestionKind.Industry);
        }
        var entries = _counts.SelectMany(pair => Keys(pair.Key.Text).Select(key => (Key: key, Suggestion: new Suggestion(pair.Key.Text, pair.Key.Kind, pair.Value))))
            .OrderBy(e => e.Key, StringComparer.Ordinal).ThenByDescending(e => e.Suggestion.Count).ThenBy(e => e.Suggestion.Text, StringComparer.Ordinal).ToArray();
        Fill(entries, 0);
    }

    public (IReadOnlyList<IndexPart> Parts, byte[] Directory) Encode()
    {
        var rows = _buckets.Select(pair => (Key: TermKey.Word(pair.Key), pair.Key, pair.Value)).OrderBy(row => row.Item1).ToArray();
        var keys = rows.Select(row => row.Item1).ToArray();
        var before = new long[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++) before[i + 1] = before[i] + 16 + rows[i].Value.Suggestions.Sum(s => 8L + s.Key.Length + Encoding.UTF8.GetByteCount(s.Suggestion.Text));
        var parts = new List<IndexPart>();
        var leaves = new List<KeyLeaf>();
        foreach (var (low, size, first, count) in KeyDirectory.Cut(keys, before, TermKey.Space, LeafBytes))
        {
            if (count == 0)
            {
                leaves.Add(new KeyLeaf(low, size, 0, Empty: true));
                continue;
            }
            var part = Part.Wrap(PartKind.Suggestions, Part.Deflate(Json(rows.AsSpan(first, count))));
            leaves.Add(new KeyLeaf(low, size, Part.Tag(part), Empty: false));
            parts.Add(new IndexPart(TermLeaf.PathOf("suggest", low, Part.Tag(part)), part));
        }
        return (parts, KeyDirectory.Write(leaves, TermKey.Space));
    }

    private void Count(string text, SuggestionKind kind)
    {
        if (text.Length == 0) return;
        _counts[(text, kind)] = _counts.GetValueOrDefault((text, kind)) + 1;
    }

    /// <summary>What one may begin to type: the folded text itself; for a person the sound and the initials too.</summary>
    private HashSet<string> Keys(string text)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal) { Prefixed(text) };
        if (_patterns.TryGetValue(text, out var pattern))
        {
            foreach (var reading in PinyinKeys.Readings(pattern))
            {
                keys.Add(string.Concat(reading.SelectMany(word => word)));
                keys.Add(string.Concat(reading.SelectMany(word => word).Select(syllable => syllable[0])));
            }
        }
        keys.Remove("");
        return keys;
    }

    /// <summary>The folded characters of a text without breaks, as they are compared with what is typed.</summary>
    private static string Prefixed(string text)
    {
        var result = new StringBuilder();
        foreach (var code in Normaliser.Normalise(text).Codes) if (code != NormalisedText.Break) result.Append(new Rune(code).ToString());
        return result.ToString();
    }

    private void Fill(ReadOnlySpan<(string Key, Suggestion Suggestion)> entries, int length)
    {
        for (var i = 0; i < entries.Length;)
        {
            if (entries[i].Key.Length <= length)
            {
                i++;
                continue;
            }
            var prefix = entries[i].Key[..NextLength(entries[i].Key, length)];
            var end = i + 1;
            while (end < entries.Length && entries[end].Key.StartsWith(prefix, StringComparison.Ordinal)) end++;
            Bucket(prefix, entries[i..end]);
            i = end;
        }
    }

    private void Bucket(string prefix, ReadOnlySpan<(string Key, Suggestion Suggestion)> entries)
    {
        // What is typed in full stands first, then what most documents have.
        var best = entries.ToArray().OrderByDescending(e => e.Key == prefix).ThenByDescending(e => e.Suggestion.Count)
            .ThenBy(e => e.Key.Length).ThenBy(e => e.Suggestion.Text, StringComparer.Ordinal).ThenBy(e => e.Suggestion.Kind)
            .ToArray();
        var cut = best.Length > SuggestionBucket.Limit;
        _buckets[prefix] = new SuggestionBucket(cut, [.. best.Take(SuggestionBucket.Limit)]);
        if (cut && prefix.Length < LongestPrefix) Fill(entries, prefix.Length);
    }

    private static int NextLength(string key, int length) => length + (char.IsHighSurrogate(key[length]) ? 2 : 1);

    private static byte[] Json(ReadOnlySpan<(ulong Hash, string Prefix, SuggestionBucket Bucket)> rows)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            foreach (var (_, prefix, bucket) in rows)
            {
                json.WriteStartArray(prefix);
                json.WriteNumberValue(bucket.Cut ? 1 : 0);
                foreach (var (key, s) in bucket.Suggestions)
                {
                    json.WriteStringValue(key);
                    json.WriteStringValue(s.Text);
                    json.WriteNumberValue((int)s.Kind);
                    json.WriteNumberValue(s.Count);
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return stream.ToArray();
    }
}
