namespace HonourWall.Search;

/// <summary>One file of a search index: where it stands below the index's folder, and its bytes.</summary>
public sealed record IndexPart(string Path, ReadOnlyMemory<byte> Bytes);
