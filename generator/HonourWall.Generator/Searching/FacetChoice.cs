using System.Collections.Immutable;
using HonourWall.Search;

namespace HonourWall.Generator.Searching;

/// <summary>Turns what was typed for a facet into its ids: 海淀区, 海淀 and haidian are one district.</summary>
internal static class FacetChoice
{
    /// <returns>The ids, or null when a value is none of the site's; <paramref name="unknown"/> says which.</returns>
    public static ImmutableArray<string>? Ids(IEnumerable<string> typed, ImmutableArray<SearchFacetValue> values, out string unknown)
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        unknown = "";
        foreach (var text in Split(typed))
        {
            var found = values.Where(value => value.Id == text || value.Name == text).ToArray();
            if (found.Length == 0) found = [.. values.Where(value => value.Name.StartsWith(text, StringComparison.Ordinal) && value.Name.Length == text.Length + 1)];
            if (found.Length == 0)
            {
                unknown = text;
                return null;
            }
            ids.AddRange(found.Select(value => value.Id));
        }
        return ids.ToImmutable();
    }

    /// <summary>Several values by commas, or the option several times.</summary>
    public static IEnumerable<string> Split(IEnumerable<string> typed) =>
        typed.SelectMany(text => text.Split([',', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
