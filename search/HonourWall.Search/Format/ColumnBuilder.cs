using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace HonourWall.Search.Format;

/// <summary>Takes the rows of documents in the order of their slots and makes a <see cref="Column"/> of them.</summary>
internal sealed class ColumnBuilder
{
    private readonly int[] _counts;
    private readonly List<string>[] _values;
    private readonly Dictionary<string, int>[] _numberOf;
    private readonly List<int>[] _rows;

    public ColumnBuilder(int slots, int lists)
    {
        _counts = new int[slots];
        _values = [.. Enumerable.Range(0, lists).Select(_ => new List<string>())];
        _numberOf = [.. Enumerable.Range(0, lists).Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];
        _rows = [.. Enumerable.Range(0, lists).Select(_ => new List<int>(slots))];
    }

    /// <summary>Adds the rows of the document at a slot behind those of the slots before it: of each list as many values.</summary>
    public void Add(int slot, IReadOnlyList<List<string>> rows)
    {
        _counts[slot] = rows[0].Count;
        for (var list = 0; list < _rows.Length; list++)
            foreach (var value in rows[list]) _rows[list].Add(NumberOf(list, value));
    }

    public Column Column()
    {
        var lists = _values.Select(values => values.Order(StringComparer.Ordinal).ToImmutableArray()).ToImmutableArray();
        return new Column([.. _counts], lists, [.. lists.Select((values, list) => Sorted(list, values))]);
    }

    private ImmutableArray<int> Sorted(int list, ImmutableArray<string> values)
    {
        var place = new int[values.Length];
        for (var i = 0; i < values.Length; i++) place[_numberOf[list][values[i]]] = i;
        var numbers = new int[_rows[list].Count];
        for (var row = 0; row < numbers.Length; row++) numbers[row] = place[_rows[list][row]];
        return ImmutableCollectionsMarshal.AsImmutableArray(numbers);
    }

    private int NumberOf(int list, string value)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numberOf[list], value, out var known);
        if (!known)
        {
            number = _values[list].Count;
            _values[list].Add(value);
        }
        return number;
    }
}
