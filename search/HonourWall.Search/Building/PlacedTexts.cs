namespace HonourWall.Search.Building;

/// <summary>The folded texts of a document whose slot is known.</summary>
internal readonly struct PlacedTexts(FoldedTexts all, FoldedDocument document, int slot)
{
    public int Slot => slot;

    public ReadOnlySpan<NameCharacter> Names => all.Names[document.Names];

    public ReadOnlySpan<char> Fields => document.Fields.Span;

    public ReadOnlySpan<char> Body => document.Body.Span;

    public ReadOnlySpan<PlacedTerm> Terms => document.Terms.Span;
}
