namespace HonourWall.Search.Building;

/// <summary>A term whose lists are written.</summary>
/// <param name="Key">The term.</param>
/// <param name="Count">How many documents have it.</param>
/// <param name="Head">Where the bits end that stand with it in a term part; they begin where those of the term before end.</param>
/// <param name="Tail">The same in the long parts; nothing where the head is all.</param>
internal readonly record struct EncodedTerm(ulong Key, int Count, int Head, int Tail);

/// <summary>Terms in key order with the bits of their lists, which are cut into leaves when all are known.</summary>
internal sealed record EncodedTerms(EncodedTerm[] Terms, byte[] Heads, byte[] Tails);
