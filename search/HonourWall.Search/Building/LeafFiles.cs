using System.Collections.Immutable;
using HonourWall.Search.Format;

namespace HonourWall.Search.Building;

/// <summary>What a leaf of a directory weighs and how many keys it has: by that it is decided where to cut.</summary>
internal readonly record struct LeafSize(long Weight, int Keys);

/// <summary>The files of one directory: its leaves in key order, what they weigh, and those of their files that were written.</summary>
internal sealed record LeafFiles(ImmutableArray<KeyLeaf> Leaves, ImmutableArray<LeafSize> Sizes, ImmutableArray<IndexPart> Parts)
{
    public byte[] Directory => KeyDirectory.Write(Leaves, Text.TermKey.Space);
}
