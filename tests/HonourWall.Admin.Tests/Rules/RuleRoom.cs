using System.Text.Json;
using System.Text.Json.Nodes;
using HonourWall.Admin.Rules;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Roll;
using Xunit;

namespace HonourWall.Admin.Tests.Rules;

/// <summary>The shipped rules, and the shortest way to ask them in a test.</summary>
internal static class RuleRoom
{
    public static RuleBook Shipped { get; } = ShippedPacks.Read();

    public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "samples", "rules", name);

    public static CaseFacts Facts(string json, RuleBook? book = null)
    {
        var diagnostics = new RuleDiagnostics();
        var facts = new CaseFactsReader(book ?? Shipped, diagnostics).ReadJson("case", json);
        Assert.True(facts is not null, string.Join('\n', diagnostics.Select(d => d.Write(RuleLanguage.English))));
        return facts;
    }

    public static Assessment Assess(string json, RuleBook? book = null)
    {
        var facts = Facts(json, book);
        return facts.Pack.Assess(facts);
    }

    public static Assessment Assess(object input) => Assess(JsonSerializer.Serialize(input));

    /// <summary>What is wrong with an input on one line, and what stands at the place: <c>HR108 "1e5"</c>; <c>; </c> between mistakes.</summary>
    public static string Mistakes(string json)
    {
        var diagnostics = new RuleDiagnostics();
        new CaseFactsReader(Shipped, diagnostics).ReadJson("case", json);
        Assert.All(diagnostics, d => Assert.Equal(("case", 1), (d.Place.File, d.Place.Line)));
        return string.Join("; ", diagnostics.ToImmutable().Select(d => $"{d.Code} {At(json, d.Place)}"));
    }

    private static string At(string text, ContentPlace place) => text[(place.Column - 1)..Math.Min(text.Length, place.Column - 1 + place.Length)];

    public static JsonObject Person(string award, int year, string? status = null, string? revokedOn = null)
    {
        var honour = new JsonObject { ["award"] = award, ["year"] = year };
        if (revokedOn is not null) honour["revoked_on"] = revokedOn;
        var person = new JsonObject { ["honours"] = new JsonArray(honour) };
        if (status is not null) person["status"] = status;
        return person;
    }

    /// <summary>A serious illness of someone who is entitled.</summary>
    public static string Illness(Money selfPaid) =>
        new JsonObject { ["benefit"] = "serious-illness", ["on"] = "2014-06-01", ["person"] = Person("北京市劳动模范", 2010), ["self_paid"] = selfPaid.ToString() }.ToJsonString();

    /// <summary>The shipped files with one of them changed.</summary>
    public static List<PackFile> Changed(string file, string from, string to)
    {
        var files = ShippedPacks.Files().Where(f => !f.HoldsTests).ToList();
        var at = files.FindIndex(f => f.ShortName == file);
        Assert.Contains(from, files[at].Text, StringComparison.Ordinal);
        files[at] = files[at] with { Text = files[at].Text.Replace(from, to, StringComparison.Ordinal) };
        return files;
    }

    public static RuleBook Read(IEnumerable<PackFile> files)
    {
        var diagnostics = new RuleDiagnostics();
        var book = RuleBookReader.Read(files, diagnostics);
        Assert.True(book is not null, string.Join('\n', diagnostics.Select(d => d.Write(RuleLanguage.English))));
        return book;
    }
}
