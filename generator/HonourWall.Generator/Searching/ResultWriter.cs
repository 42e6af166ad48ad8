using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HonourWall.Generator.Reporting;
using HonourWall.Roll.Reading;
using HonourWall.Search;

namespace HonourWall.Generator.Searching;

/// <summary>Writes results for people, as JSON, as CSV, or as a line of ids.</summary>
internal static class ResultWriter
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Text(TextWriter output, SearchRequest request, SearchResults results, SearchExplanation? explanation, bool chinese)
    {
        if (explanation is not null) Explain(output, explanation, chinese);
        var total = results.Total.ToString("#,0", CultureInfo.InvariantCulture);
        output.WriteLine((results.Total, results.TotalIsExact, chinese) switch
        {
            (0, _, true) => "没有找到。换一个写法，或去掉一个条件再试。",
            (0, _, false) => "Nothing found. Try another spelling, or one condition less.",
            (_, true, true) => $"找到 {total} 条。",
            (_, false, true) => $"至多 {total} 条。",
            (_, true, false) => $"{total} found.",
            (_, false, false) => $"At most {total} found.",
        });
        if (results.DidYouMean.Length > 0) output.WriteLine((chinese ? "您要找的是不是：" : "Did you mean: ") + string.Join(chinese ? "、" : ", ", results.DidYouMean));
        for (var i = 0; i < results.Hits.Length; i++)
        {
            var (document, match, score) = results.Hits[i];
            output.WriteLine();
            var why = explanation is null ? "" : string.Create(CultureInfo.InvariantCulture, $"  [{Match(match)} {score:F1}]");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1,3}. {document.Name}  {document.Address}{why}"));
            foreach (var line in (string[])[document.Line, Joined(document.Employer, document.Occupation), string.Join('；', document.Honours.Select(Honour)), Snippet(document, results.Text)])
                if (line.Length > 0) output.WriteLine("     " + line);
        }
    }

    public static void Json(TextWriter output, SearchRequest request, SearchResults results, SearchExplanation? explanation)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, JsonDiagnosticWriter.Options))
        {
            json.WriteStartObject();
            json.WriteString("query", request.Text);
            json.WriteNumber("total", results.Total);
            json.WriteBoolean("exact", results.TotalIsExact);
            Texts(json, "didYouMean", results.DidYouMean);
            json.WriteStartArray("hits");
            foreach (var (document, match, score) in results.Hits)
            {
                json.WriteStartObject();
                json.WriteString("id", document.Id);
                json.WriteString("kind", Kind(document.Kind));
                json.WriteString("name", document.Name);
                json.WriteString("address", document.Address);
                json.WriteString("match", Match(match));
                json.WriteNumber("score", Math.Round(score, 3));
                json.WriteString("employer", document.Employer);
                json.WriteString("occupation", document.Occupation);
                Texts(json, "districts", document.Districts.Select(d => d.Name));
                json.WriteString("industry", document.Industry?.Name ?? "");
                Texts(json, "honours", document.Honours.Select(Honour));
                json.WriteString("snippet", Snippet(document, results.Text));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (explanation is not null) Explain(json, explanation);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    public static void Csv(TextWriter output, SearchResults results)
    {
        output.WriteLine("id,kind,name,employer,occupation,districts,industry,honours,address");
        foreach (var (d, _, _) in results.Hits)
            output.WriteLine(string.Join(',', ((string[])[d.Id, Kind(d.Kind), d.Name, d.Employer, d.Occupation, string.Join('；', d.Districts.Select(t => t.Name)), d.Industry?.Name ?? "", string.Join('；', d.Honours.Select(Honour)), d.Address]).Select(cell => CsvFile.Cell(CsvFile.Shown(cell)))));
    }

    /// <summary><c>{"id":"q0001","hits":["p000774"]}</c>.</summary>
    public static void Line(TextWriter output, string id, SearchResults results)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, OneLine))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            Texts(json, "hits", results.Hits.Select(hit => hit.Document.Id));
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    public static string Kind(SearchKind kind) => kind switch { SearchKind.Person => "person", SearchKind.Collective => "collective", SearchKind.Studio => "studio", _ => "story" };

    private static string Match(SearchMatch match) => match switch { SearchMatch.Exact => "exact", SearchMatch.Sound => "sound", SearchMatch.Near => "near", _ => "partial" };

    private static string Honour(SearchHonour honour) => honour.Year is { } year ? string.Create(CultureInfo.InvariantCulture, $"{year} {honour.AwardName}") : honour.AwardName;

    private static string Joined(params string[] texts) => string.Join(" · ", texts.Where(text => text.Length > 0));

    private static string Snippet(SearchDocument document, string query) =>
        string.Concat(HonourWall.Search.Snippet.Of(document.Body, query).Select(piece => piece.Marked ? $"【{piece.Text}】" : piece.Text));

    private static void Explain(TextWriter output, SearchExplanation explanation, bool chinese)
    {
        output.WriteLine((chinese ? "词：" : "words: ") + string.Join(" / ", explanation.Words));
        foreach (var term in explanation.Terms) output.WriteLine($"  {term.Text}  {term.Documents}{(term.Required ? "" : chinese ? "（可缺）" : " (may lack)")}");
        foreach (var named in explanation.Named) output.WriteLine((chinese ? "  认出：" : "  named: ") + $"{named.Text}  {named.Documents}");
        if (explanation.Letters.Length > 1) output.WriteLine((chinese ? "  按拼音：" : "  as pinyin: ") + explanation.Letters);
    }

    private static void Explain(Utf8JsonWriter json, SearchExplanation explanation)
    {
        json.WriteStartObject("explain");
        Texts(json, "words", explanation.Words);
        json.WriteString("letters", explanation.Letters);
        Terms(json, "terms", explanation.Terms);
        Terms(json, "named", explanation.Named);
        json.WriteEndObject();
    }

    private static void Terms(Utf8JsonWriter json, string name, IEnumerable<ExplainedTerm> terms)
    {
        json.WriteStartArray(name);
        foreach (var term in terms)
        {
            json.WriteStartObject();
            json.WriteString("text", term.Text);
            json.WriteNumber("documents", term.Documents);
            json.WriteBoolean("required", term.Required);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
