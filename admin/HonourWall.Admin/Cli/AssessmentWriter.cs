using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HonourWall.Admin.Rules;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Cli;

/// <summary>Writes assessments as <c>{"case": …, "result": …}</c> a line, or as text to read; with the trace where asked.</summary>
public sealed class AssessmentWriter(TextWriter output, bool asText, bool explain)
{
    // Chinese stays readable; the lines are no part of a page.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(string name, Assessment assessment)
    {
        if (asText) WriteText(name, assessment);
        else WriteJson(name, assessment);
        output.Write('\n');
    }

    private void WriteText(string name, Assessment assessment)
    {
        output.Write($"{name}\t{assessment.Result}");
        if (explain) output.Write($"\n  {assessment.PackTitle}（{assessment.PackId}，版本 {assessment.Version[..12]}）\n  {assessment.TraceText.Replace("\n", "\n  ", StringComparison.Ordinal)}");
    }

    private void WriteJson(string name, Assessment assessment)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            json.WriteString("case", name);
            json.WriteString("result", assessment.Result);
            if (explain) WriteTrace(json, assessment);
            json.WriteEndObject();
        }
        output.Write(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private static void WriteTrace(Utf8JsonWriter json, Assessment assessment)
    {
        json.WriteString("decision", assessment.Decision == Decision.Granted ? "符合" : "不符合");
        json.WriteString("pack", assessment.PackId);
        json.WriteString("title", assessment.PackTitle);
        json.WriteString("version", $"sha256:{assessment.Version}");
        json.WriteStartArray("trace");
        foreach (var step in assessment.Trace)
        {
            json.WriteStartObject();
            json.WriteString("step", step.Block);
            json.WriteBoolean("passed", step.Passed);
            json.WriteString("text", step.Text);
            json.WriteStartObject("facts");
            foreach (var fact in step.Facts) json.WriteString(fact.Name, fact.Value);
            json.WriteEndObject();
            WriteParameters(json, step.Parameters);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteParameters(Utf8JsonWriter json, ImmutableArray<CitedParameter> parameters)
    {
        json.WriteStartArray("parameters");
        foreach (var parameter in parameters)
        {
            json.WriteStartObject();
            json.WriteString("id", parameter.Id);
            json.WriteString("title", parameter.Title);
            json.WriteString("value", parameter.Value);
            json.WriteString("since", parameter.Since);
            json.WriteString("until", parameter.Until);
            json.WriteString("document", parameter.Basis.Document);
            json.WriteString("article", parameter.Basis.Article);
            json.WriteString("sources", string.Join('、', parameter.Basis.Sources));
            if (parameter.Default is not null) json.WriteString("default", parameter.Default);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
