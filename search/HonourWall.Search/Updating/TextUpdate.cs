using HonourWall.Search.Format;

namespace HonourWall.Search.Updating;

/// <summary>Puts changed texts into their files, beside those that stay.</summary>
internal sealed class TextUpdate
{
    /// <param name="index">The old index.</param>
    /// <param name="occupied">The slots of its documents.</param>
    /// <param name="changes">What becomes of documents; the cells keep their size.</param>
    public TextUpdate(IndexReader index, int[] occupied, List<DocumentChange> changes)
    {
        var cell = index.Head.Cell;
        var before = changes.Select(change => change.Before).OfType<PlacedDocument>().ToDictionary(placed => placed.Slot);
        var after = changes.Select(change => change.After).OfType<PlacedDocument>().ToDictionary(placed => placed.Slot, placed => placed.Part);
        Longer = [.. index.Head.Longer.Where(slot => !before.ContainsKey(slot)).Concat(after.Where(text => text.Value.Length > cell).Select(text => text.Key)).Order()];
        foreach (var slot in Longer) if (after.TryGetValue(slot, out var part)) Parts.Add(new IndexPart(TextFile.OwnPathOf(slot), TextFile.Own(slot, part.Span)));
        foreach (var slot in index.Head.Longer.Except(Longer)) Gone.Add(TextFile.OwnPathOf(slot));
        foreach (var file in before.Keys.Concat(after.Keys).Select(TextFile.FileOf).Distinct())
        {
            var path = TextFile.PathOf(file);
            var old = occupied.Any(slot => TextFile.FileOf(slot) == file && index.TextPathOf(slot) == path) ? index.Bytes(path) : default(ReadOnlyMemory<byte>?);
            var bytes = new byte[TextFile.Slots * cell];
            for (var slot = file * TextFile.Slots; slot < (file + 1) * TextFile.Slots; slot++)
            {
                if (after.TryGetValue(slot, out var part))
                {
                    if (part.Length <= cell) TextFile.Place(bytes, cell, slot, part.Span);
                }
                else if (old is { } kept && !before.ContainsKey(slot)) TextFile.CellOf(kept, cell, slot).CopyTo(bytes.AsMemory(slot % TextFile.Slots * cell));
            }
            if (bytes.AsSpan().ContainsAnyExcept((byte)0)) Parts.Add(new IndexPart(path, bytes));
            else if (old is not null) Gone.Add(path);
        }
    }

    /// <summary>Files to write.</summary>
    public List<IndexPart> Parts { get; } = [];

    /// <summary>Files in which nothing stands any more.</summary>
    public List<string> Gone { get; } = [];

    /// <summary>The slots of texts that are longer than a cell.</summary>
    public int[] Longer { get; }
}
