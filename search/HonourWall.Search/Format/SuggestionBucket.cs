using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using HonourWall.Search.Building;

namespace HonourWall.Search.Format;

/// <summary>What a suggestion is; its number stands in the file.</summary>
public enum SuggestionKind
{
    Person,
    Collective,
    Studio,
    Story,
    Employer,
    District,
    Award,
    Industry,
}

/// <summary>Something to complete a search with, and how many documents it stands for.</summary>
public sealed record Suggestion(string Text, SuggestionKind Kind, int Count);

/// <summary>
/// The suggestions for everything that begins with a prefix, each with the key that begins so: the folded text, the sound or the initials.
/// When <see cref="Cut"/>, there are more under longer prefixes.
/// </summary>
internal sealed record SuggestionBucket(bool Cut, ImmutableArray<(string Key, Suggestion Suggestion)> Suggestions)
{
    /// <summary>As many as a bucket holds.</summary>
    public const int Limit = 24;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>{prefix: [cut, key, text, kind, count, key, …], …}.</summary>
    public static byte[] WriteAll(ReadOnlySpan<SuggestionRow> rows)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            foreach (var row in rows)
            {
                json.WriteStartArray(row.Prefix);
                json.WriteNumberValue(row.Bucket.Cut ? 1 : 0);
                foreach (var (key, s) in row.Bucket.Suggestions)
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

    /// <summary>The buckets of one part, by prefix.</summary>
    public static Dictionary<string, SuggestionBucket> ReadAll(ReadOnlyMemory<byte> bytes)
    {
        using var json = JsonDocument.Parse(bytes);
        var buckets = new Dictionary<string, SuggestionBucket>(StringComparer.Ordinal);
        foreach (var row in json.RootElement.EnumerateObject())
        {
            var cells = row.Value.EnumerateArray().ToArray();
            var suggestions = cells.Skip(1).Chunk(4).Select(c => (c[0].GetString() ?? "", new Suggestion(c[1].GetString() ?? "", (SuggestionKind)c[2].GetInt32(), c[3].GetInt32())));
            buckets[row.Name] = new SuggestionBucket(cells[0].GetInt32() == 1, [.. suggestions]);
        }
        return buckets;
    }
}
