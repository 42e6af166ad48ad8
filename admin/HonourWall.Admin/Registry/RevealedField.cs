using HonourWall.Admin.Protection;

namespace HonourWall.Admin.Registry;

/// <summary>The one field that this answer shows in plain text.</summary>
public sealed record RevealedField(ProtectedField Field, Guid Row, string Text)
{
    // A record would print the text.
    public override string ToString() => $"{Field.Table}.{Field.Column} {Row}";
}
