using System.Collections.Immutable;
using HonourWall.Search.Building;

namespace HonourWall.Search.Searching;

/// <summary>
/// Whether documents fit the chosen facet values, and how many fit each value. Level, year, district and award must meet in one honour: who was honoured in
/// 1959 here and in 1989 elsewhere is not one of 1989 here.
/// </summary>
internal sealed class FacetFilter
{
    /// <summary>The facets, in the order in which a page shows them.</summary>
    public static readonly ImmutableArray<string> Names = ["kind", "level", "year", "district", "award", "industry"];

    private readonly IndexReader _index;
    private readonly ImmutableArray<Facet> _chosen;

    public FacetFilter(IndexReader index, IEnumerable<KeyValuePair<string, ImmutableArray<string>>> facets)
    {
        _index = index;
        _chosen = [.. facets.Where(pair => Names.Contains(pair.Key) && pair.Value.Length > 0).Select(pair => FacetOf(pair.Key, pair.Value))];
    }

    /// <summary>What the rows of a column have in a facet: the number of each row, the values of each number and whether one of them is chosen.</summary>
    private sealed record Facet(string Name, string ColumnName, Format.Column Column, ImmutableArray<int> Numbers, ImmutableArray<ImmutableArray<string>> Values, ImmutableArray<bool> Fits);

    public bool Fits(int slot) => Fits(slot, except: "");

    /// <summary>For each facet the number of documents with each value, among those that fit all other facets' choices; decades, 1950-1959, stand among the years.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, int>> Count(IReadOnlyList<int> slots)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, int>>(StringComparer.Ordinal);
        foreach (var facet in Names.Select(name => FacetOf(name, [])))
        {
            var byValue = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
            foreach (var slot in slots)
            {
                if (!Fits(slot, facet.Name)) continue;
                foreach (var value in facet.Column.RowsOf(slot).Where(row => RowFits(facet.ColumnName, row, facet.Name)).SelectMany(row => facet.Values[facet.Numbers[row]]).Distinct(StringComparer.Ordinal))
                    byValue[value] = byValue.GetValueOrDefault(value) + 1;
            }
            result.Add(facet.Name, byValue.ToImmutable());
        }
        return result.ToImmutable();
    }

    /// <summary>Whether a document has, in each column, a row that fits all choices in that column but those in one facet.</summary>
    private bool Fits(int slot, string except)
    {
        foreach (var facet in _chosen)
        {
            var fits = false;
            foreach (var row in facet.Column.RowsOf(slot)) fits |= RowFits(facet.ColumnName, row, except);
            if (!fits) return false;
        }
        return true;
    }

    private bool RowFits(string column, int row, string except)
    {
        foreach (var facet in _chosen)
            if (facet.ColumnName == column && facet.Name != except && !facet.Fits[facet.Numbers[row]]) return false;
        return true;
    }

    private Facet FacetOf(string name, ImmutableArray<string> chosen)
    {
        // Where its values stand: in which column, in which of its lists, and which word of these, or all.
        var (file, list, word) = name switch
        {
            "level" => ("honour", 0, 0),
            "year" => ("honour", 0, 1),
            "award" => ("honour", 0, 2),
            "district" => ("honour", 1, -1),
            _ => (name, 0, 0),
        };
        var column = _index.Column(file);
        ImmutableArray<ImmutableArray<string>> values = [.. column.Lists[list].Select(text => ValuesOf(text.Split(' '), word, isYear: name == "year"))];
        return new Facet(name, file, column, column.Numbers[list], values,
            [.. values.Select(own => own.Any(value => chosen.Any(wanted => wanted == value || (name == "year" && InRange(value, wanted)))))]);
    }

    private static ImmutableArray<string> ValuesOf(string[] words, int word, bool isYear)
    {
        if (word < 0) return [.. words];
        if (words[word] == FacetColumns.Nothing) return [];
        return isYear && words[word].Length == 4 ? [words[word], $"{words[word][..3]}0-{words[word][..3]}9"] : [words[word]];
    }

    /// <summary>Whether a year lies in a range, 1959-1979, which may be put either way, and either end left open. A decade, 1970-1979, does not: its years do.</summary>
    public static bool InRange(string own, string value)
    {
        var ends = (value.EndsWith('-') ? value + "9999" : value).Split('-');
        // Years have four digits: what stands before another is before it as text.
        Array.Sort(ends, StringComparer.Ordinal);
        return own.Length == 4 && ends.Length > 1 && string.CompareOrdinal(own, ends[0]) >= 0 && string.CompareOrdinal(own, ends[1]) <= 0;
    }

    /// <summary>Every document, in the order of slots.</summary>
    public static IEnumerable<int> Everyone(IndexReader index)
    {
        var counts = index.Column("kind").Counts;
        for (var slot = 0; slot < counts.Length; slot++) if (counts[slot] > 0) yield return slot;
    }
}
