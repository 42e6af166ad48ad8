using HonourWall.Search.Reading;

namespace HonourWall.Search.Searching;

/// <summary>A term of the query with its documents and its rarity.</summary>
internal sealed record LoadedTerm(QueryTerm Term, TermPostings Postings, double Rarity);

/// <summary>A document that may be a result, with what the lists alone give it. Unsure = the loaded part of some list does not say.</summary>
internal readonly record struct Candidate(int Slot, double Score, bool Unsure) : IComparable<Candidate>
{
    /// <summary>The best first; of equal ones the lower slot.</summary>
    public int CompareTo(Candidate other) => Score != other.Score ? other.Score.CompareTo(Score) : Slot.CompareTo(other.Slot);
}
