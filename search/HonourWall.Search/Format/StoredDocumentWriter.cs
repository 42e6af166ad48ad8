using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HonourWall.Search.Text;

namespace HonourWall.Search.Format;

/// <summary>Writes documents as <see cref="StoredDocument"/> reads them; reused for the next one. One thread at a time.</summary>
internal sealed class StoredDocumentWriter
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _plain = new(8 * 1024);
    private readonly ArrayBufferWriter<byte> _bytes = new(16 * 1024);
    private readonly ArrayBufferWriter<char> _characters = new(8 * 1024);
    private readonly SortedDictionary<int, string> _folded = [];

    /// <summary>The document as a part; its mark, the slot, follows when that is known (<see cref="TextFile"/>).</summary>
    public byte[] Write(SearchDocument document, string pinyinPattern)
    {
        _plain.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_plain, Plain)) Write(json, document, pinyinPattern);
        var room = _characters.GetSpan(_plain.WrittenCount);
        var characters = room[..Encoding.UTF8.GetChars(_plain.WrittenSpan, room)];
        _bytes.ResetWrittenCount();
        var bytes = _bytes.GetSpan(Part.HeaderLength + 6 * characters.Length);
        var part = bytes[..(Part.HeaderLength + StoredCharacters.Write(characters, bytes[Part.HeaderLength..]))].ToArray();
        Part.Seal(part, PartKind.Text);
        return part;
    }

    private void Write(Utf8JsonWriter json, SearchDocument document, string pinyinPattern)
    {
        json.WriteStartArray();
        json.WriteNumberValue((int)document.Kind);
        json.WriteStringValue(document.Id);
        json.WriteStringValue(document.Address);
        json.WriteStringValue(document.Name);
        Texts(json, document.OtherNames.AsSpan());
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
        json.WriteStartArray();
        foreach (var (code, text) in Foldings(document))
        {
            json.WriteStartArray();
            json.WriteNumberValue(code);
            json.WriteStringValue(Folding.Shipped.Fold(text));
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, ReadOnlySpan<string> texts)
    {
        json.WriteStartArray();
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>Most documents have nothing that a browser cannot fold by itself.</summary>
    private SortedDictionary<int, string> Foldings(SearchDocument document)
    {
        _folded.Clear();
        FindFolded(document.Name);
        foreach (var name in document.OtherNames) FindFolded(name);
        foreach (var field in TermCollector.Fields(document)) FindFolded(field);
        FindFolded(document.Body);
        return _folded;
    }

    private void FindFolded(string text)
    {
        var folding = Folding.Shipped;
        for (var i = 0; i < text.Length; i++)
        {
            int code = text[i];
            if (code < 0x80) continue;
            if (char.IsSurrogate((char)code))
            {
                if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length) != OperationStatus.Done) continue;
                code = rune.Value;
                i += length - 1;
            }
            if (folding.InTable(code)) _folded.TryAdd(code, char.ConvertFromUtf32(code));
        }
    }
}
