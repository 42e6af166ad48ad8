using System.Globalization;
using HonourWall.Search.Format;

namespace HonourWall.Search.Building;

/// <summary>The facets of a site, and the order of names.</summary>
internal static class FacetColumns
{
    /// <summary>Makes every column, by name. The names are those of the address: <c>?district=haidian</c>.</summary>
    public static IEnumerable<(string Name, Column Column)> Of(IReadOnlyList<IndexedDocument> documents, int[] slotOf, int slots)
    {
        Column Make(Func<IndexedDocument, IEnumerable<string>> values) => Column.Of(slots, documents.Select((d, i) => (slotOf[i], values(d))));
        yield return ("award", Make(d => d.Honours.Select(h => h.AwardId)));
        yield return ("district", Make(d => d.Districts.Select(t => t.Id)));
        yield return ("industry", Make(d => d.Industry is { } industry ? [industry.Id] : []));
        yield return ("kind", Make(d => [KindName(d.Kind)]));
        yield return ("level", Make(d => d.Honours.Select(h => h.Level)));
        yield return ("order", NameOrder(documents, slotOf, slots));
        yield return ("year", Make(d => d.Honours.Where(h => h.Year is not null).Select(h => h.Year!.Value.ToString(CultureInfo.InvariantCulture))));   // not null: just asked
    }

    public static string KindName(SearchKind kind) => kind switch
    {
        SearchKind.Person => "person",
        SearchKind.Collective => "collective",
        SearchKind.Studio => "studio",
        _ => "story",
    };

    /// <summary>Each document's place in the order of names; the sets are only numbers here, so none are kept.</summary>
    private static Column NameOrder(IReadOnlyList<IndexedDocument> documents, int[] slotOf, int slots)
    {
        var order = Enumerable.Range(0, documents.Count).Select(i => (Index: i, Sort: documents[i].SortKey, documents[i].Key))
            .OrderBy(row => row.Sort, StringComparer.Ordinal).ThenBy(row => row.Key, StringComparer.Ordinal).ToArray();
        var setOf = new int[slots];
        for (var rank = 0; rank < order.Length; rank++) setOf[slotOf[order[rank].Index]] = rank + 1;
        return new Column([], [.. setOf]) { Ranks = order.Length };
    }
}
