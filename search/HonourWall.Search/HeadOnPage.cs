using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using HonourWall.Search.Format;

namespace HonourWall.Search;

/// <summary>The head of an index as the search page brings it (spec/format.md), so that a browser need neither ask for it nor inflate it.</summary>
public static class HeadOnPage
{
    /// <param name="part">The head as its file holds it.</param>
    /// <returns>JSON that is safe inside a script element.</returns>
    public static byte[] Of(ReadOnlyMemory<byte> part)
    {
        var head = Head.Read(part);
        var output = new ArrayBufferWriter<byte>(part.Length * 2);
        // Chinese stands as it is, but nothing that could end the element.
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
        json.WriteStartObject();
        foreach (var field in JsonSerializer.SerializeToElement(head, FormatJson.Plain.Head).EnumerateObject()) field.WriteTo(json);
        json.WriteStartArray("blocks");
        foreach (var block in head.Blocks) json.WriteBase64StringValue(block);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }
}
