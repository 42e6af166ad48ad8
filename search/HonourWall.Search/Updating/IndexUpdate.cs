using System.Collections.Immutable;

namespace HonourWall.Search;

/// <summary>What an update makes of an index: write the parts, then the head, then delete what is gone. The bytes are those of a clean build.</summary>
public sealed record IndexUpdate
{
    public required int Documents { get; init; }

    /// <summary>Files that are new or have other bytes than before, without the head.</summary>
    public required ImmutableArray<IndexPart> Parts { get; init; }

    /// <summary>Files of the old index that the new one does not have.</summary>
    public required ImmutableArray<string> Gone { get; init; }

    public required IndexPart Head { get; init; }

    /// <summary>For the next update; never publish it.</summary>
    public required ReadOnlyMemory<byte> Memo { get; init; }
}
