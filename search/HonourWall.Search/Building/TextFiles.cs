using HonourWall.Search.Format;

namespace HonourWall.Search.Building;

/// <summary>The files of all stored documents. Each is made when it is asked for: all together would take as much memory again.</summary>
internal sealed class TextFiles
{
    private readonly Dictionary<int, byte[]> _stored;
    private readonly int _cell;
    private readonly int[] _files;

    /// <param name="stored">What <see cref="StoredDocumentWriter"/> wrote for each slot.</param>
    public TextFiles(Dictionary<int, byte[]> stored)
    {
        _stored = stored;
        Sizes = TextSizes.Of(stored.Values.Select(part => part.Length));
        _cell = Sizes.Cell;
        Longer = [.. stored.Where(text => text.Value.Length > _cell).Select(text => text.Key).Order()];
        _files = [.. stored.Where(text => text.Value.Length <= _cell).Select(text => TextFile.FileOf(text.Key)).Distinct()];
    }

    public TextSizes Sizes { get; }

    /// <summary>The slots of texts that are longer than a cell.</summary>
    public int[] Longer { get; }

    public int Count => _files.Length + Longer.Length;

    public IndexPart this[int index]
    {
        get
        {
            if (index < Longer.Length) return new IndexPart(TextFile.OwnPathOf(Longer[index]), TextFile.Own(Longer[index], _stored[Longer[index]]));
            var file = _files[index - Longer.Length];
            var bytes = new byte[TextFile.Slots * _cell];
            for (var slot = file * TextFile.Slots; slot < (file + 1) * TextFile.Slots; slot++)
                if (_stored.TryGetValue(slot, out var part) && part.Length <= _cell) TextFile.Place(bytes, _cell, slot, part);
            return new IndexPart(TextFile.PathOf(file), bytes);
        }
    }
}
