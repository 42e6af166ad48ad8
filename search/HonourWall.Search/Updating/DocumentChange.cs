using HonourWall.Search.Building;

namespace HonourWall.Search.Updating;

/// <summary>A document at a slot with what the index has of it, and the part that its text is.</summary>
internal sealed record PlacedDocument(int Slot, SearchDocument Document, IndexedDocument Indexed, ReadOnlyMemory<byte> Part);

/// <summary>
/// What becomes of one document: it comes (no <paramref name="Before"/>), goes (no <paramref name="After"/>), changes, or stays as it is
/// and moves to another slot because another one has come or gone.
/// </summary>
/// <param name="Before">As the old index has it.</param>
/// <param name="After">As the new one is to have it.</param>
internal sealed record DocumentChange(PlacedDocument? Before, PlacedDocument? After)
{
    /// <summary>It is only moved.</summary>
    public bool IsMove => Before is not null && Before.Document == After?.Document;
}
