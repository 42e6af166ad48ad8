namespace HonourWall.Search.Text;

/// <summary>Where in a document a term stands, the weightiest place if in several. Stored as the order of a posting list.</summary>
internal enum TermClass
{
    /// <summary>Once in the body.</summary>
    Body = 1,

    /// <summary>Several times in the body.</summary>
    BodyOften = 2,

    /// <summary>In the employer, occupation, districts, honours or industry.</summary>
    Field = 3,

    /// <summary>Inside a name.</summary>
    NameInside = 4,

    /// <summary>At the end of a name: a given name typed alone.</summary>
    NameEnd = 5,

    /// <summary>At the beginning of a name.</summary>
    NameStart = 6,

    /// <summary>The whole name.</summary>
    NameWhole = 7,
}

internal static class TermClasses
{
    /// <summary>The class of a term that stands at one more place; 0 is that of a term that stood nowhere.</summary>
    public static TermClass With(this TermClass known, TermClass place) =>
        known == TermClass.Body && place == TermClass.Body ? TermClass.BodyOften : place > known ? place : known;
}
