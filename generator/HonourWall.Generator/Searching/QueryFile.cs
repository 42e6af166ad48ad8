using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HonourWall.Generator.Searching;

/// <summary>A question of a file of questions.</summary>
internal sealed record FileQuery(string Id, string Text);

/// <summary>
/// Reads questions from JSON: an array of <c>{"id": …, "q": …}</c> or of texts, an object <c>{id: text}</c> or <c>{id: {"q": …}}</c>, or any
/// of these as the value of "queries". Other members are left alone.
/// </summary>
internal static class QueryFile
{
    /// <exception cref="FormatException">The file is something else; the message says where.</exception>
    public static ImmutableArray<FileQuery> Read(string file)
    {
        try
        {
            var bytes = File.ReadAllBytes(file).AsMemory();
            if (bytes.Span.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
            using var json = JsonDocument.Parse(bytes);
            return Queries(json.RootElement);
        }
        catch (InvalidOperationException e)
        {
            // Only a text is read that is one: its bytes are no UTF-8, or it holds half a surrogate pair.
            throw new FormatException($"{file}: UTF-8", e);
        }
        catch (JsonException e)
        {
            throw new FormatException($"{file}:{e.LineNumber + 1}:{e.BytePositionInLine + 1}: {e.Message.Split(" LineNumber", 2)[0]}", e);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{file}: {e.Message}", e);
        }
    }

    private static ImmutableArray<FileQuery> Queries(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => [.. root.EnumerateArray().Select((row, i) => Query(row, i.ToString(CultureInfo.InvariantCulture)))],
        JsonValueKind.Object when root.TryGetProperty("queries", out var queries) => Queries(queries),
        JsonValueKind.Object => [.. root.EnumerateObject().Select(row => Query(row.Value, row.Name))],
        _ => throw new FormatException("[{\"id\": …, \"q\": …}, …]"),
    };

    private static FileQuery Query(JsonElement row, string id)
    {
        if (row.ValueKind == JsonValueKind.String) return new FileQuery(id, row.GetString() ?? "");
        if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty("q", out var text) || text.ValueKind != JsonValueKind.String)
            throw new FormatException($"{id}: {{\"id\": …, \"q\": …}}");
        return new FileQuery(row.TryGetProperty("id", out var own) ? own.ToString() : id, text.GetString() ?? "");
    }
}
