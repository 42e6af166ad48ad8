namespace HonourWall.Search.Text;

/// <summary>The distinct terms of one document with their class; reused for the next one. One thread at a time.</summary>
internal sealed class DistinctTerms : TermCollector
{
    private readonly Dictionary<ulong, TermClass> _places = [];

    /// <summary>The terms of a document, until the next one comes.</summary>
    public IReadOnlyDictionary<ulong, TermClass> Of(SearchDocument document, string pinyinPattern)
    {
        _places.Clear();
        AddDocument(document, pinyinPattern);
        return _places;
    }

    protected override void AddName(int first, TermClass single, int second, TermClass pair)
    {
        Add(TermKey.Single(first), single);
        if (second != 0) Add(TermKey.Pair(first, second), pair);
    }

    protected override void AddText(ReadOnlySpan<int> codes, TermClass place)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            if (!Script.IsHan(codes[i])) continue;
            Add(TermKey.Single(codes[i]), place);
            if (i + 1 < codes.Length && Script.IsHan(codes[i + 1])) Add(TermKey.Pair(codes[i], codes[i + 1]), place);
        }
    }

    protected override void Add(ulong key, TermClass place)
    {
        ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_places, key, out _);
        known = known.With(place);
    }
}
