using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using HonourWall.Search.Format;

namespace HonourWall.Search.Building;

/// <summary>The facets of a site, and the order of names.</summary>
internal static class FacetColumns
{
    /// <summary>The column of places in the order of names: numbers without sets.</summary>
    public const string Order = "order";

    private static readonly ConcurrentDictionary<int, string> Years = new();

    /// <summary>The facets by name, which is that of the address (<c>?district=haidian</c>), each with what adds a document's values in it.</summary>
    public static readonly ImmutableArray<(string Name, Action<IndexedDocument, List<string>> AddValues)> Facets =
    [
        ("award", (d, values) =>
        {
            foreach (var honour in d.Honours) values.Add(honour.AwardId);
        }),
        ("district", (d, values) =>
        {
            foreach (var district in d.Districts) values.Add(district.Id);
        }),
        ("industry", (d, values) =>
        {
            if (d.Industry is { } industry) values.Add(industry.Id);
        }),
        ("kind", (d, values) => values.Add(KindName(d.Kind))),
        ("level", (d, values) =>
        {
            foreach (var honour in d.Honours) values.Add(honour.Level);
        }),
        ("year", (d, values) =>
        {
            foreach (var honour in d.Honours) if (honour.Year is { } year) values.Add(Years.GetOrAdd(year, static year => year.ToString(CultureInfo.InvariantCulture)));
        }),
    ];

    /// <summary>Makes every column.</summary>
    public static IEnumerable<(string Name, Column Column)> Of(IReadOnlyList<IndexedDocument> documents, int[] slotOf, int slots)
    {
        foreach (var (name, addValues) in Facets)
        {
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            var sets = new List<ImmutableArray<string>>();
            var setOf = new int[slots];
            var values = new List<string>();
            for (var i = 0; i < documents.Count; i++)
            {
                values.Clear();
                addValues(documents[i], values);
                Column.MakeSet(values);
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, values.Count == 1 ? values[0] : string.Join('\u0001', values), out var known);
                if (!known)
                {
                    sets.Add([.. values]);
                    number = sets.Count;
                }
                setOf[slotOf[i]] = number;
            }
            yield return (name, Column.Of(sets, setOf));
        }
        var rows = documents.Select((document, i) => (Name: NamePlace.Of(document), Slot: slotOf[i])).ToArray();
        Array.Sort(rows, (a, b) => a.Name.CompareTo(b.Name));
        yield return (Order, OrderOf(rows.Select(row => row.Slot).ToArray(), slots));
    }

    /// <summary>The column that tells each slot's place in this order.</summary>
    public static Column OrderOf(IReadOnlyList<int> order, int slots)
    {
        var placeOf = new int[slots];
        for (var place = 0; place < order.Count; place++) placeOf[order[place]] = place + 1;
        return new Column([], ImmutableCollectionsMarshal.AsImmutableArray(placeOf)) { Ranks = order.Count };
    }

    /// <summary>The named part of a column.</summary>
    public static IndexPart PartOf(string name, Column column)
    {
        var bytes = column.Write();
        return new IndexPart(FormattableString.Invariant($"columns/{name}-{Part.Tag(bytes):x6}.bin"), bytes);
    }

    private static string KindName(SearchKind kind) => kind switch
    {
        SearchKind.Person => "person",
        SearchKind.Collective => "collective",
        SearchKind.Studio => "studio",
        _ => "story",
    };
}
