using System.Collections.Immutable;
using HonourWall.Search.Building;
using HonourWall.Search.Format;

namespace HonourWall.Search.Updating;

/// <summary>Changes the facet columns and the order of names; a column in which nothing changes is not even read.</summary>
internal sealed class ColumnUpdate(IndexReader index, IReadOnlyList<DocumentChange> changes, int slots)
{
    /// <summary>The columns that change, as parts by name.</summary>
    public IEnumerable<(string Name, IndexPart Part)> Parts()
    {
        foreach (var (name, addValues) in FacetColumns.Facets)
            if (Facet(name, addValues) is { } column) yield return (name, FacetColumns.PartOf(name, column));
        if (Order() is { } order) yield return (FacetColumns.Order, FacetColumns.PartOf(FacetColumns.Order, order));
    }

    private Column? Facet(string name, Action<IndexedDocument, List<string>> addValues)
    {
        var changed = changes.Where(change => change.Before?.Slot != change.After?.Slot
            || !Set(change.Before).SequenceEqual(Set(change.After), StringComparer.Ordinal)).ToArray();
        if (changed.Length == 0) return null;
        var old = index.Column(name);
        var sets = old.Sets.ToList();
        var setOf = old.SetOf.ToArray();
        foreach (var change in changed) if (change.Before is { } before) setOf[before.Slot] = 0;
        foreach (var change in changed)
        {
            if (change.After is not { } after) continue;
            sets.Add(Set(after));
            setOf[after.Slot] = sets.Count;
        }
        return Column.Of(sets, setOf);

        ImmutableArray<string> Set(PlacedDocument? document)
        {
            var values = new List<string>();
            if (document is not null) addValues(document.Indexed, values);
            Column.MakeSet(values);
            return [.. values];
        }
    }

    /// <summary>A document in the order of names: where it was read from, where it stands now, and what it stands by if that is known.</summary>
    private readonly record struct Row(int OldSlot, int NewSlot, NamePlace? Place);

    private Column? Order()
    {
        var changed = changes.Where(change => change.Before is not { } before || change.After is not { } after
            || before.Slot != after.Slot || NamePlace.Of(before.Indexed) != NamePlace.Of(after.Indexed)).ToArray();
        if (changed.Length == 0) return null;
        var old = index.Column(FacetColumns.Order);
        var bySlot = changed.Where(change => change.Before is not null).ToDictionary(change => change.Before!.Slot); // not null: just asked
        var order = new int[old.Ranks];
        for (var slot = 0; slot < slots; slot++) if (old.SetOf[slot] > 0) order[old.SetOf[slot] - 1] = slot;
        var rows = new List<Row>(order.Length + changed.Length);
        foreach (var slot in order)
        {
            if (!bySlot.TryGetValue(slot, out var change)) rows.Add(new Row(slot, slot, null));
            else if (change.IsMove) rows.Add(new Row(slot, change.After!.Slot, null)); // a move goes somewhere
        }
        foreach (var change in changed)
        {
            if (change.After is not { } after || change.IsMove) continue;
            var place = NamePlace.Of(after.Indexed);
            rows.Insert(PlaceIn(rows, place), new Row(-1, after.Slot, place));
        }
        return FacetColumns.OrderOf([.. rows.Select(row => row.NewSlot)], slots);
    }

    /// <summary>Reads the names of a dozen documents instead of all.</summary>
    private int PlaceIn(List<Row> rows, NamePlace place)
    {
        int low = 0, high = rows.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if ((rows[middle].Place ?? Read(rows[middle].OldSlot)).CompareTo(place) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private NamePlace Read(int slot)
    {
        var text = index.Document(slot);
        return NamePlace.Of(IndexedDocument.Of(text.Document, text.PinyinPattern));
    }
}
