using System.Collections.Immutable;
using System.Text.Json;

namespace HonourWall.Search.Format;

/// <summary>
/// Reads a document as it stands in a text part: a JSON array in GBK (<see cref="StoredCharacters"/>), which is hardly longer than deflated and costs neither side anything. Its last element holds the foldings of the characters in it that a
/// reader cannot compute (37002: 「边」, 13199: 「kg」), so that the browser matches it without the folding table.
/// </summary>
internal static class StoredDocument
{
    public static (SearchDocument Document, string PinyinPattern) Read(ReadOnlySpan<byte> bytes)
    {
        using var json = JsonDocument.Parse(StoredCharacters.Encoding.GetString(bytes));
        var root = json.RootElement;
        string Text(int index) => root[index].GetString() ?? "";
        var industry = root[10].GetArrayLength() > 0 ? Topic(root[10]) : null;
        ImmutableArray<SearchTopic> districts = [.. root[8].EnumerateArray().Select(Topic)];
        var document = new SearchDocument
        {
            Kind = (SearchKind)root[0].GetInt32(),
            Id = Text(1),
            Address = Text(2),
            Name = Text(3),
            OtherNames = [.. root[4].EnumerateArray().Select(e => e.GetString() ?? "")],
            Employer = Text(6),
            Occupation = Text(7),
            Districts = districts,
            Honours = [.. root[9].EnumerateArray().Select(honour => Honour(honour, districts))],
            Industry = industry,
            Line = Text(11),
            Body = Text(12),
        };
        return (document, Text(5));
    }

    private static SearchTopic Topic(JsonElement pair) => new(pair[0].GetString() ?? "", pair[1].GetString() ?? "");

    /// <summary>Behind award, year and level stand the places of its districts in the document's list.</summary>
    private static SearchHonour Honour(JsonElement h, ImmutableArray<SearchTopic> districts) =>
        new(h[0].GetString() ?? "", h[1].GetString() ?? "", h[2].GetInt32() is var year && year == 0 ? null : year, h[3].GetString() ?? "")
        {
            Districts = [.. h.EnumerateArray().Skip(4).Select(place => districts[place.GetInt32()].Id)],
        };
}
