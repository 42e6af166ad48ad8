using System.Text.Encodings.Web;
using System.Text.Json;
using HonourWall.Search.Text;

namespace HonourWall.Search.Format;

/// <summary>
/// A document as it stands in a text part: a JSON array, deflated. Its last element holds the foldings of the characters in it that a
/// reader cannot compute (「邊边」「㎏kg」), so that the browser matches it without the folding table.
/// </summary>
internal static class StoredDocument
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Write(SearchDocument document, string pinyinPattern)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartArray();
            json.WriteNumberValue((int)document.Kind);
            json.WriteStringValue(document.Id);
            json.WriteStringValue(document.Address);
            json.WriteStringValue(document.Name);
            Texts(json, document.OtherNames);
            json.WriteStringValue(pinyinPattern);
            json.WriteStringValue(document.Employer);
            json.WriteStringValue(document.Occupation);
            json.WriteStartArray();
            foreach (var district in document.Districts) Texts(json, [district.Id, district.Name]);
            json.WriteEndArray();
            json.WriteStartArray();
            foreach (var honour in document.Honours)
            {
                json.WriteStartArray();
                json.WriteStringValue(honour.AwardId);
                json.WriteStringValue(honour.AwardName);
                json.WriteNumberValue(honour.Year ?? 0);
                json.WriteStringValue(honour.Level);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            Texts(json, document.Industry is { } industry ? [industry.Id, industry.Name] : []);
            json.WriteStringValue(document.Line);
            json.WriteStringValue(document.Body);
            Texts(json, Foldings(document));
            json.WriteEndArray();
        }
        return Part.Deflate(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    public static (SearchDocument Document, string PinyinPattern) Read(ReadOnlyMemory<byte> bytes, string name)
    {
        using var json = JsonDocument.Parse(Part.Inflate(bytes, name));
        var root = json.RootElement;
        string Text(int index) => root[index].GetString() ?? "";
        var industry = root[10].GetArrayLength() > 0 ? Topic(root[10]) : null;
        var document = new SearchDocument
        {
            Kind = (SearchKind)root[0].GetInt32(),
            Id = Text(1),
            Address = Text(2),
            Name = Text(3),
            OtherNames = [.. root[4].EnumerateArray().Select(e => e.GetString() ?? "")],
            Employer = Text(6),
            Occupation = Text(7),
            Districts = [.. root[8].EnumerateArray().Select(Topic)],
            Honours = [.. root[9].EnumerateArray().Select(Honour)],
            Industry = industry,
            Line = Text(11),
            Body = Text(12),
        };
        return (document, Text(5));
    }

    private static SearchTopic Topic(JsonElement pair) => new(pair[0].GetString() ?? "", pair[1].GetString() ?? "");

    private static SearchHonour Honour(JsonElement h) =>
        new(h[0].GetString() ?? "", h[1].GetString() ?? "", h[2].GetInt32() is var year && year == 0 ? null : year, h[3].GetString() ?? "");

    private static void Texts(Utf8JsonWriter json, IEnumerable<string> texts)
    {
        json.WriteStartArray();
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static IEnumerable<string> Foldings(SearchDocument document)
    {
        var folding = Folding.Shipped;
        var found = new SortedDictionary<int, string>();
        foreach (var text in TermCollector.Fields(document).Concat(document.OtherNames).Append(document.Name).Append(document.Body))
        {
            foreach (var rune in text.EnumerateRunes())
                if (folding.InTable(rune.Value)) found.TryAdd(rune.Value, rune.ToString());
        }
        return found.Values.Select(text => text + folding.Fold(text));
    }
}
