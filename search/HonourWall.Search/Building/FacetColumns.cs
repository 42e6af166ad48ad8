using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using HonourWall.Search.Format;

namespace HonourWall.Search.Building;

/// <summary>What documents can be narrowed by, and the order of names.</summary>
internal static class FacetColumns
{
    /// <summary>The column of places in the order of names: numbers without rows.</summary>
    public const string Order = "order";

    /// <summary>Stands for what a row cannot have: an honour where there is only a district that none of the honours tells of.</summary>
    public const string Nothing = "~";

    private const string NoHonour = "~ ~ ~";

    /// <summary>Thousands have the same honour: its words are made once.</summary>
    private static readonly ConcurrentDictionary<SearchHonour, string> Honours = new(AwardAndYear.Instance);

    /// <summary>
    /// The columns by name: how many lists their rows have values of, and what adds a document's. A document has a row for each of its honours, as
    /// <c>level year award</c> with the districts of that honour, and one for the districts that none of its honours tells of. What has no value is empty.
    /// </summary>
    public static readonly ImmutableArray<(string Name, int Lists, Action<IndexedDocument, List<string>[]> AddRows)> Columns =
    [
        ("honour", 2, AddHonours),
        ("industry", 1, (d, rows) => rows[0].Add(d.Industry?.Id ?? "")),
        ("kind", 1, (d, rows) => rows[0].Add(KindName(d.Kind))),
    ];

    private static void AddHonours(IndexedDocument document, List<string>[] rows)
    {
        foreach (var honour in document.Honours)
        {
            rows[0].Add(Honours.GetOrAdd(honour, static h => string.Create(CultureInfo.InvariantCulture, $"{h.Level} {h.Year} {h.AwardId}")));
            rows[1].Add(Joined(honour.Districts));
        }
        List<string>? others = null;
        foreach (var district in document.Districts)
        {
            var isKnown = false;
            foreach (var honour in document.Honours) isKnown |= honour.Districts.Contains(district.Id);
            if (!isKnown) (others ??= []).Add(district.Id);
        }
        if (others is null && document.Honours.Length > 0) return;
        rows[0].Add(document.Honours.IsEmpty ? "  " : NoHonour);
        rows[1].Add(Joined(others ?? []));
    }

    private static string Joined(IReadOnlyList<string> ids) => ids.Count == 1 ? ids[0] : string.Join(' ', ids);

    /// <summary>Makes every column.</summary>
    public static IEnumerable<(string Name, Column Column)> Of(IReadOnlyList<IndexedDocument> documents, int[] slotOf, int slots)
    {
        var documentAt = new IndexedDocument?[slots];
        for (var i = 0; i < documents.Count; i++) documentAt[slotOf[i]] = documents[i];
        foreach (var (name, lists, addRows) in Columns)
        {
            var builder = new ColumnBuilder(slots, lists);
            var rows = EmptyRows(lists);
            for (var slot = 0; slot < slots; slot++)
            {
                if (documentAt[slot] is not { } document) continue;
                foreach (var values in rows) values.Clear();
                addRows(document, rows);
                builder.Add(slot, rows);
            }
            yield return (name, builder.Column());
        }
        var names = documents.Select((document, i) => (Name: NamePlace.Of(document), Slot: slotOf[i])).ToArray();
        Array.Sort(names, (a, b) => a.Name.CompareTo(b.Name));
        yield return (Order, OrderOf(names.Select(row => row.Slot).ToArray(), slots));
    }

    public static List<string>[] EmptyRows(int lists) => [.. Enumerable.Range(0, lists).Select(_ => new List<string>())];

    /// <summary>The column that tells each slot's place in this order.</summary>
    public static Column OrderOf(IReadOnlyList<int> order, int slots)
    {
        var placeOf = new int[slots];
        for (var place = 0; place < order.Count; place++) placeOf[order[place]] = place + 1;
        return new Column(ImmutableCollectionsMarshal.AsImmutableArray(placeOf), [], []);
    }

    /// <summary>The named part of a column.</summary>
    public static IndexPart PartOf(string name, Column column)
    {
        var bytes = column.Write();
        return new IndexPart(FormattableString.Invariant($"columns/{name}-{Part.Tag(bytes):x6}.bin"), bytes);
    }

    private sealed class AwardAndYear : IEqualityComparer<SearchHonour>
    {
        public static readonly AwardAndYear Instance = new();

        public bool Equals(SearchHonour? x, SearchHonour? y) => x?.AwardId == y?.AwardId && x?.Year == y?.Year && x?.Level == y?.Level;

        public int GetHashCode(SearchHonour honour) => HashCode.Combine(honour.AwardId, honour.Year);
    }

    private static string KindName(SearchKind kind) => kind switch
    {
        SearchKind.Person => "person",
        SearchKind.Collective => "collective",
        SearchKind.Studio => "studio",
        _ => "story",
    };
}
