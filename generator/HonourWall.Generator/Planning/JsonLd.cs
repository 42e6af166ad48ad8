using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HonourWall.Generator.Planning;

/// <summary>schema.org metadata. The encoder escapes &lt;, so the text is safe inside a script element.</summary>
internal static class JsonLd
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    public static string Of(Honouree honouree, string permalink)
    {
        var person = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Person",
            ["name"] = honouree.Name,
            ["url"] = permalink,
        };
        if (honouree.Born is { } born) person["birthDate"] = Plain(born);
        if (honouree.Died is { } died) person["deathDate"] = Plain(died);
        if ((honouree.Employer ?? honouree.Honours.Select(h => h.Employer).FirstOrDefault(e => e is not null)) is { } employer)
        {
            person["affiliation"] = new JsonObject { ["@type"] = "Organization", ["name"] = employer };
        }
        if ((honouree.Occupation ?? honouree.Honours.Select(h => h.Title).FirstOrDefault(t => t is not null)) is { } job) person["jobTitle"] = job;
        person["award"] = new JsonArray([.. honouree.Honours.Select(h => (JsonNode)$"{(h.Year is null ? "" : Words.Year(h.Year))}{h.Award.Name}")]);
        return person.ToJsonString(Options);
    }

    /// <summary>schema.org knows no "about": an approximate date is left to the page.</summary>
    private static string? Plain(ImpreciseDate date) => date.IsApproximate || date.IsDecade ? null : date.ToString();
}
