using System.Collections.Immutable;

namespace HonourWall.Search;

/// <summary>A finished index: its files, and what they hold. The same documents give the same bytes, in whatever order they came.</summary>
public sealed record SearchIndex
{
    public required int Documents { get; init; }

    /// <summary>Distinct terms: pairs and single characters, words, sounds, facets.</summary>
    public required int Terms { get; init; }

    /// <summary>All files but the head, in no particular order.</summary>
    public required ImmutableArray<IndexPart> Parts { get; init; }

    /// <summary>The file that names the others; write it last.</summary>
    public required IndexPart Head { get; init; }

    /// <summary>What <see cref="IndexUpdater"/> needs beside the files: keep it next to the site, never in it.</summary>
    public required ReadOnlyMemory<byte> Memo { get; init; }

    public long Bytes => Parts.Sum(part => (long)part.Bytes.Length) + Head.Bytes.Length;
}
