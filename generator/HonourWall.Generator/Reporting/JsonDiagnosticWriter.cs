using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Reporting;

/// <summary>Diagnostics as a JSON array; columns count characters from 1, 0 means the whole line or file.</summary>
internal static class JsonDiagnosticWriter
{
    /// <summary>汉字 stay as they are.</summary>
    internal static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, IEnumerable<Diagnostic> diagnostics, DiagnosticWords words)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartArray();
            foreach (var diagnostic in diagnostics) Write(json, diagnostic, words);
            json.WriteEndArray();
        }
        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic, DiagnosticWords words)
    {
        json.WriteStartObject();
        json.WriteString("code", diagnostic.Code);
        json.WriteString("severity", DiagnosticWords.Severity(diagnostic));
        json.WriteString("file", diagnostic.Place.File);
        json.WriteNumber("line", diagnostic.Place.Line);
        json.WriteNumber("column", diagnostic.Place.Column);
        json.WriteNumber("length", diagnostic.Place.Column == 0 ? 0 : diagnostic.Place.Length);
        json.WriteString("message", words.Message(diagnostic));
        json.WriteString("help", words.Help(diagnostic));
        if (diagnostic.Suggestion is { } suggestion) json.WriteString("suggestion", suggestion);
        json.WriteEndObject();
    }
}
