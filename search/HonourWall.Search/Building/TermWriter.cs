using HonourWall.Search.Format;

namespace HonourWall.Search.Building;

/// <summary>Writes the lists of terms; reused for others. One thread at a time.</summary>
internal sealed class TermWriter(int slots)
{
    private readonly List<EncodedTerm> _terms = [];
    private readonly BitWriter _heads = new();
    private readonly BitWriter _tails = new();

    /// <summary>Writes a term, whose key is above all before it.</summary>
    public void Add(ulong key, TermList documents)
    {
        var list = documents.End(out var counts);
        var limit = PostingList.HeadLimit(key);
        PostingList.WriteCounts(_heads, counts);
        PostingList.Write(_heads, list, counts, slots, 0, Math.Min(list.Length, limit));
        if (list.Length > limit)
        {
            PostingList.WriteCounts(_tails, counts);
            PostingList.Write(_tails, list, counts, slots, limit, list.Length);
        }
        _terms.Add(new EncodedTerm(key, list.Length, _heads.Length, _tails.Length));
        documents.Clear();
    }

    /// <summary>All terms that were added; then others may come.</summary>
    public EncodedTerms Finish()
    {
        var terms = new EncodedTerms([.. _terms], _heads.ToArray(), _tails.ToArray());
        _terms.Clear();
        _heads.Clear();
        _tails.Clear();
        return terms;
    }
}
