using HonourWall.Search.Format;

namespace HonourWall.Search.Building;

/// <summary>The files of all stored documents. Each is made when it is asked for: all together would take as much memory again.</summary>
internal sealed class TextFiles
{
    private readonly ReadOnlyMemory<byte>[] _stored;
    private readonly int _cell;
    private readonly int[] _files;

    /// <param name="stored">What <see cref="StoredDocumentWriter"/> wrote for each slot; nothing where nobody is.</param>
    public TextFiles(ReadOnlyMemory<byte>[] stored)
    {
        _stored = stored;
        foreach (var part in stored) if (!part.IsEmpty) Sizes.Add(part.Length, 1);
        _cell = Sizes.Cell;
        var (longer, files) = (new List<int>(), new List<int>());
        for (var slot = 0; slot < stored.Length; slot++)
        {
            if (stored[slot].IsEmpty) continue;
            if (stored[slot].Length > _cell) longer.Add(slot);
            else if (files.Count == 0 || files[^1] != TextFile.FileOf(slot)) files.Add(TextFile.FileOf(slot));
        }
        Longer = [.. longer];
        _files = [.. files];
    }

    public TextSizes Sizes { get; } = new();

    /// <summary>The slots of texts that are longer than a cell.</summary>
    public int[] Longer { get; }

    public int Count => _files.Length + Longer.Length;

    public IndexPart this[int index]
    {
        get
        {
            if (index < Longer.Length) return new IndexPart(TextFile.OwnPathOf(Longer[index]), TextFile.Own(Longer[index], _stored[Longer[index]].Span));
            var file = _files[index - Longer.Length];
            var bytes = new byte[TextFile.Slots * _cell];
            for (var slot = file * TextFile.Slots; slot < Math.Min((file + 1) * TextFile.Slots, _stored.Length); slot++)
                if (_stored[slot] is { IsEmpty: false } part && part.Length <= _cell) TextFile.Place(bytes, _cell, slot, part.Span);
            return new IndexPart(TextFile.PathOf(file), bytes);
        }
    }
}
