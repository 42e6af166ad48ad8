using System.Collections.Immutable;
using System.Text;
using HonourWall.Search.Format;
using HonourWall.Search.Text;

namespace HonourWall.Search.Searching;

/// <summary>Looks up completions: the bucket of the first character, of the first two where that one is cut, and so on.</summary>
internal static class Suggestions
{
    public static ImmutableArray<Suggestion> For(IndexReader index, string typed, int limit)
    {
        var prefix = new StringBuilder();
        var bucket = default(SuggestionBucket);
        foreach (var code in Normaliser.Normalise(typed).Codes)
        {
            if (code == NormalisedText.Break) continue;
            prefix.Append(new Rune(code).ToString());
            if (bucket is { Cut: false }) continue;
            // A deeper bucket may lack when nothing begins so.
            bucket = index.Suggestions(prefix.ToString());
            if (bucket is null) return [];
        }
        if (bucket is null) return [];
        var text = prefix.ToString();
        return [.. bucket.Suggestions.Where(s => s.Key.StartsWith(text, StringComparison.Ordinal)).Select(s => s.Suggestion).Distinct().Take(limit)];
    }
}
