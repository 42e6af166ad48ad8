using System.Text.Json;
using HonourWall.Generator.Reporting;
using HonourWall.Roll.Diagnostics;
using Xunit;

namespace HonourWall.Generator.Tests.Reporting;

public sealed class DiagnosticPrinterTests
{
    private static readonly Diagnostic District =
        new("HW203", new ContentPlace("content/batches/名单 1.csv", 418, 8, 7), ["haidain"], "haidian", "ab,𠮷田\t,haidain") { SuggestionName = "海淀区" };

    private static readonly Diagnostic Missing = new("HW101", new ContentPlace("content/site.yaml"), ["site.yaml"]);

    [Fact]
    public void The_caret_stands_under_the_right_cell_whatever_the_width_of_characters()
    {
        // 𠮷田 takes four cells, a tab stays a tab.
        Assert.Equal("""
            content/batches/名单 1.csv:418:8: error HW203: district "haidain" is not in districts.csv
                ab,𠮷田	,haidain
                       	 ^~~~~~~
                help: Did you mean "haidian" (海淀区)?

            """, Print("text", "en", District));
    }

    [Fact]
    public void Colour_is_only_there_when_asked_for()
    {
        Assert.DoesNotContain('\u001b', Print("text", "zh", District));
        using var output = new StringWriter();
        DiagnosticPrinter.Print(output, [District], "text", "zh", colour: true);
        Assert.Contains("\u001b[1;31merror HW203\u001b[0m", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_line_is_cut_around_the_caret()
    {
        var line = new string('前', 200) + "错" + new string('后', 200);
        var report = Print("text", "zh", new Diagnostic("HW112", new ContentPlace("content/a.md", 1, 201), [], SourceLine: line)).Split('\n');
        Assert.Equal("    …" + new string('前', 24) + "错" + new string('后', 55) + "…", report[1]);
        Assert.Equal(new string(' ', 4 + 1 + 48) + "^~", report[2]);
    }

    [Fact]
    public void Json_tells_the_place_the_words_and_the_suggestion()
    {
        using var json = JsonDocument.Parse(Print("json", "zh", District, Missing));
        var first = json.RootElement[0];
        Assert.Equal("HW203", first.GetProperty("code").GetString());
        Assert.Equal("error", first.GetProperty("severity").GetString());
        Assert.Equal("content/batches/名单 1.csv", first.GetProperty("file").GetString());
        Assert.Equal((418, 8, 7), (first.GetProperty("line").GetInt32(), first.GetProperty("column").GetInt32(), first.GetProperty("length").GetInt32()));
        Assert.Equal("districts.csv 中没有区「haidain」", first.GetProperty("message").GetString());
        Assert.Equal("haidian", first.GetProperty("suggestion").GetString());
        Assert.Equal(2, json.RootElement.GetArrayLength());
    }

    [Fact]
    public void Sarif_has_what_its_schema_requires()
    {
        using var json = JsonDocument.Parse(Print("sarif", "en", District, Missing));
        Assert.Equal("2.1.0", json.RootElement.GetProperty("version").GetString());
        var run = json.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("id").GetString()).ToList();
        Assert.Equal(["HW101", "HW203"], rules);
        var results = run.GetProperty("results").EnumerateArray().ToList();
        foreach (var result in results)
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()]);
            Assert.NotEqual("", result.GetProperty("message").GetProperty("text").GetString());
        }
        var place = results[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.True(Uri.IsWellFormedUriString(place.GetProperty("artifactLocation").GetProperty("uri").GetString(), UriKind.Relative));
        Assert.Equal((418, 8, 15), (place.GetProperty("region").GetProperty("startLine").GetInt32(), place.GetProperty("region").GetProperty("startColumn").GetInt32(), place.GetProperty("region").GetProperty("endColumn").GetInt32()));
        // A whole file has no region: lines count from 1.
        Assert.False(results[1].GetProperty("locations")[0].GetProperty("physicalLocation").TryGetProperty("region", out _));
    }

    [Fact]
    public void Every_code_can_be_a_rule_of_sarif()
    {
        var one = DiagnosticCatalogue.All.Select(e => new Diagnostic(e.Code, new ContentPlace("content/a.md"), ["a", "b", "c", "d", "e"])).ToArray();
        using var json = JsonDocument.Parse(Print("sarif", "zh", one));
        Assert.Equal(one.Length, json.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
    }

    [Fact]
    public void GitHub_commands_escape_what_would_end_them()
    {
        var report = Print("github", "en", District with { Place = District.Place with { File = "content/a,b:c.csv" } }, Missing);
        Assert.Equal("""
            ::error file=content/a%2Cb%3Ac.csv,line=418,col=8,endColumn=15,title=HW203::district "haidain" is not in districts.csv%0Ahelp: Did you mean "haidian" (海淀区)?
            ::error file=content/site.yaml,title=HW101::file "site.yaml" is missing%0Ahelp: Create it, or check that this is the right folder.

            """, report);
    }

    private static string Print(string format, string language, params Diagnostic[] diagnostics)
    {
        using var output = new StringWriter { NewLine = "\n" };
        DiagnosticPrinter.Print(output, diagnostics, format, language, false);
        return output.ToString();
    }
}
