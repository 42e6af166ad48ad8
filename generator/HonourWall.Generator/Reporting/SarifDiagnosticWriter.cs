using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Reporting;

/// <summary>Diagnostics as SARIF 2.1.0, which code hosts and editors read.</summary>
internal static class SarifDiagnosticWriter
{
    public static void Write(TextWriter output, IEnumerable<Diagnostic> diagnostics, DiagnosticWords words)
    {
        ImmutableArray<Diagnostic> all = [.. diagnostics];
        string[] rules = [.. all.Select(d => d.Code).Distinct().Order(StringComparer.Ordinal)];
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, JsonDiagnosticWriter.Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, rules, words);
            // Our columns count characters, as SARIF's code points do.
            json.WriteString("columnKind", "unicodeCodePoints");
            json.WriteStartArray("results");
            foreach (var diagnostic in all) WriteResult(json, diagnostic, Array.IndexOf(rules, diagnostic.Code), words);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static void WriteTool(Utf8JsonWriter json, string[] rules, DiagnosticWords words)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "honourwall");
        json.WriteString("semanticVersion", typeof(SarifDiagnosticWriter).Assembly.GetName().Version?.ToString(3));
        json.WriteStartArray("rules");
        foreach (var code in rules)
        {
            var entry = DiagnosticCatalogue.Get(code);
            json.WriteStartObject();
            json.WriteString("id", code);
            WriteMessage(json, "shortDescription", words.Title(entry));
            WriteMessage(json, "help", words.GeneralHelp(entry));
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(entry.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Diagnostic diagnostic, int rule, DiagnosticWords words)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Code);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", Level(diagnostic.Severity));
        WriteMessage(json, "message", $"{words.Message(diagnostic)}{(words.IsChinese ? "。" : ". ")}{words.Help(diagnostic)}");
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', diagnostic.Place.File.Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
        WriteRegion(json, diagnostic);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        var place = diagnostic.Place;
        if (place.Line == 0) return;
        json.WriteStartObject("region");
        json.WriteNumber("startLine", place.Line);
        if (place.Column > 0)
        {
            json.WriteNumber("startColumn", place.Column);
            json.WriteNumber("endColumn", place.Column + Math.Max(1, place.Length));
        }
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
