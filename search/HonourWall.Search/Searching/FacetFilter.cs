using System.Collections.Immutable;

namespace HonourWall.Search.Searching;

/// <summary>Whether documents fit the chosen facet values, and how many fit each value.</summary>
internal sealed class FacetFilter
{
    /// <summary>The facets, in the order in which a page shows them.</summary>
    public static readonly ImmutableArray<string> Names = ["kind", "level", "year", "district", "award", "industry"];

    private readonly IndexReader _index;
    private readonly ImmutableSortedDictionary<string, bool[]> _chosen;

    public FacetFilter(IndexReader index, IEnumerable<KeyValuePair<string, ImmutableArray<string>>> facets)
    {
        _index = index;
        // For each facet with a choice: which of its value sets fit.
        _chosen = facets.Where(pair => Names.Contains(pair.Key) && pair.Value.Length > 0)
            .ToImmutableSortedDictionary(pair => pair.Key, pair => Fitting(pair.Key, pair.Value), StringComparer.Ordinal);
    }

    public bool IsEmpty => _chosen.Count == 0;

    public bool Fits(int slot) => Fits(slot, except: "");

    /// <summary>For each facet the number of documents with each value, among those that fit all other facets' choices.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, int>> Count(IReadOnlyList<int> slots)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, int>>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            var column = _index.Column(name);
            var bySet = new int[column.Sets.Length];
            foreach (var slot in slots) if (Fits(slot, name)) bySet[column.SetOf[slot] - 1]++;
            var byValue = new SortedDictionary<string, int>(StringComparer.Ordinal);
            for (var set = 0; set < bySet.Length; set++)
            {
                if (bySet[set] == 0) continue;
                foreach (var value in column.Sets[set].DefaultIfEmpty("")) byValue[value] = byValue.GetValueOrDefault(value) + bySet[set];
            }
            result.Add(name, byValue.ToImmutableSortedDictionary(StringComparer.Ordinal));
        }
        return result.ToImmutable();
    }

    private bool Fits(int slot, string except)
    {
        foreach (var (name, fitting) in _chosen)
            if (name != except && !fitting[_index.Column(name).SetOf[slot]]) return false;
        return true;
    }

    private bool[] Fitting(string name, ImmutableArray<string> values)
    {
        var column = _index.Column(name);
        var fitting = new bool[column.Sets.Length + 1];
        for (var set = 0; set < column.Sets.Length; set++)
            fitting[set + 1] = values.Any(value => column.Sets[set].Length == 0 ? value.Length == 0 : column.Sets[set].Any(own => own == value || (name == "year" && InRange(own, value))));
        return fitting;
    }

    /// <summary>Whether a year lies in a range, 1959-1979; either end may be left open.</summary>
    public static bool InRange(string own, string value)
    {
        // Years have four digits: what stands before another is before it as text.
        var ends = value.Split('-');
        return ends.Length > 1 && string.CompareOrdinal(own, ends[0]) >= 0 && (ends[1].Length == 0 || string.CompareOrdinal(own, ends[1]) <= 0);
    }

    /// <summary>Every document, in the order of slots.</summary>
    public static IEnumerable<int> Everyone(IndexReader index)
    {
        var column = index.Column("kind");
        for (var slot = 0; slot < column.SetOf.Length; slot++) if (column.SetOf[slot] > 0) yield return slot;
    }
}
