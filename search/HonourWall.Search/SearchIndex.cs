namespace HonourWall.Search;

/// <summary>What a finished index holds. The same documents give the same bytes, in whatever order they came.</summary>
public sealed record SearchIndex
{
    public required int Documents { get; init; }

    /// <summary>Distinct terms: pairs and single characters, words, sounds, facets.</summary>
    public required int Terms { get; init; }

    /// <summary>Of all its files.</summary>
    public required long Bytes { get; init; }

    /// <summary>What <see cref="IndexUpdater"/> needs beside the files: keep it next to the site, never in it.</summary>
    public required ReadOnlyMemory<byte> Memo { get; init; }
}
