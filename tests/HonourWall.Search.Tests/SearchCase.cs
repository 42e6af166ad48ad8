using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HonourWall.Search.Tests;

/// <summary>A row of <c>search/spec/search-cases.json</c>: what is asked of the sample site, and what both readers answer.</summary>
internal static class SearchCase
{
    public const string File = "search/spec/search-cases.json";

    public static SearchRequest Request(JsonNode row)
    {
        var facets = row["facets"]?.AsObject().ToImmutableSortedDictionary(
            pair => pair.Key,
            pair => pair.Value is JsonArray values ? [.. values.Select(v => v?.GetValue<string>() ?? "")] : ImmutableArray<string>.Empty,
            StringComparer.Ordinal);
        var request = new SearchRequest
        {
            Text = Asked(row),
            Sort = Enum.Parse<SearchSort>(row["sort"]?.GetValue<string>() ?? "relevance", ignoreCase: true),
        };
        return facets is null ? request : request with { Facets = facets };
    }

    /// <summary>The answer as it stands in the file; the snippet of the first result with its marks in brackets.</summary>
    public static JsonObject Answer(Searcher searcher, JsonNode row)
    {
        var request = Request(row);
        var results = searcher.Search(request);
        var answer = new JsonObject
        {
            ["hits"] = new JsonArray([.. results.Hits.Select(hit => JsonValue.Create($"{hit.Document.Id} {hit.Match.ToString().ToLowerInvariant()}"))]),
            ["total"] = results.Total,
            ["exact"] = results.TotalIsExact,
            ["didYouMean"] = new JsonArray([.. results.DidYouMean.Select(name => JsonValue.Create(name))]),
            ["facets"] = JsonSerializer.SerializeToNode(searcher.Facets(request)),
            ["suggestions"] = new JsonArray([.. searcher.Suggest(request.Text).Select(s => JsonValue.Create($"{s.Text} {(int)s.Kind} {s.Count}"))]),
        };
        if (results.Hits.Length > 0) answer["snippet"] = string.Concat(Snippet.Of(results.Hits[0].Document.Body, results.Text, 30).Select(p => p.Marked ? $"[{p.Text}]" : p.Text));
        return answer;
    }

    private static string Asked(JsonNode row) => row["q"]?.GetValue<string>() ?? "";
}
