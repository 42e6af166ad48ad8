using HonourWall.Search.Building;
using HonourWall.Search.Format;

namespace HonourWall.Search.Updating;

/// <summary>Changes the facet columns and the order of names; a column in which nothing changes is not even read.</summary>
internal sealed class ColumnUpdate(IndexReader index, IReadOnlyList<DocumentChange> changes, int slots)
{
    /// <summary>The columns that change, as parts by name.</summary>
    public IEnumerable<(string Name, IndexPart Part)> Parts()
    {
        foreach (var (name, lists, addRows) in FacetColumns.Columns)
            if (Facet(name, lists, addRows) is { } column) yield return (name, FacetColumns.PartOf(name, column));
        if (Order() is { } order) yield return (FacetColumns.Order, FacetColumns.PartOf(FacetColumns.Order, order));
    }

    private Column? Facet(string name, int lists, Action<IndexedDocument, List<string>[]> addRows)
    {
        var changed = changes.Where(change => change.Before?.Slot != change.After?.Slot
            || !Rows(change.Before).Zip(Rows(change.After)).All(pair => pair.First.SequenceEqual(pair.Second, StringComparer.Ordinal))).ToArray();
        if (changed.Length == 0) return null;
        var old = index.Column(name);
        var gone = changed.Where(change => change.Before is not null).Select(change => change.Before!.Slot).ToHashSet(); // not null: just asked
        var come = changed.Where(change => change.After is not null).ToDictionary(change => change.After!.Slot, change => change.After); // not null: just asked
        var builder = new ColumnBuilder(slots, lists);
        var kept = FacetColumns.EmptyRows(lists);
        for (var slot = 0; slot < slots; slot++)
        {
            if (come.TryGetValue(slot, out var after))
            {
                builder.Add(slot, Rows(after));
            }
            else if (old.Counts[slot] > 0 && !gone.Contains(slot))
            {
                for (var list = 0; list < lists; list++)
                {
                    kept[list].Clear();
                    foreach (var row in old.RowsOf(slot)) kept[list].Add(old.Lists[list][old.Numbers[list][row]]);
                }
                builder.Add(slot, kept);
            }
        }
        return builder.Column();

        List<string>[] Rows(PlacedDocument? document)
        {
            var rows = FacetColumns.EmptyRows(lists);
            if (document is not null) addRows(document.Indexed, rows);
            return rows;
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
        var order = new int[old.Counts.Max()];
        for (var slot = 0; slot < slots; slot++) if (old.Counts[slot] > 0) order[old.Counts[slot] - 1] = slot;
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
