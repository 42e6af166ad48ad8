using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HonourWall.Generator.Planning;

/// <summary>schema.org metadata. The encoder escapes &lt;, so the text is safe inside a script element.</summary>
internal static class JsonLd
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    public static string Of(Honouree honouree, string permalink)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using var person = new Utf8JsonWriter(bytes, Options);
        person.WriteStartObject();
        person.WriteString("@context", "https://schema.org");
        person.WriteString("@type", "Person");
        person.WriteString("name", honouree.Name);
        person.WriteString("url", permalink);
        if (Plain(honouree.Born) is { } born) person.WriteString("birthDate", born);
        if (Plain(honouree.Died) is { } died) person.WriteString("deathDate", died);
        if (honouree.KnownEmployer is { } employer)
        {
            person.WriteStartObject("affiliation");
            person.WriteString("@type", "Organization");
            person.WriteString("name", employer);
            person.WriteEndObject();
        }
        if (honouree.KnownOccupation is { } job) person.WriteString("jobTitle", job);
        person.WriteStartArray("award");
        foreach (var honour in honouree.Honours) person.WriteStringValue($"{(honour.Year is null ? "" : Words.Year(honour.Year))}{honour.Award.Name}");
        person.WriteEndArray();
        person.WriteEndObject();
        person.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>schema.org knows no "about": an approximate date is left to the page.</summary>
    private static string? Plain(ImpreciseDate? date) => date is { IsApproximate: false, IsDecade: false } known ? known.ToString() : null;
}
