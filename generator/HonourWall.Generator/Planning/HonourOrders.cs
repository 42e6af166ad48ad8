using HonourWall.Generator.Names;

namespace HonourWall.Generator.Planning;

/// <summary>
/// Every honour in each order that lists stand in. All are sorted once, by whole numbers; a list that takes its honours in one of these orders
/// needs no sorting of its own.
/// </summary>
internal sealed class HonourOrders
{
    private readonly Dictionary<Honour, int> _places;

    public HonourOrders(Honour[] honours, NameRanks names)
    {
        ByName = InOrderOf(honours, h => names.RankOf(h.Name));
        SortNamesakes(ByName, names);
        ByLevel = InOrderOf(ByName, h => ((int)h.Award.Level << 16) + h.Award.Order);
        Newest = InOrderOf(ByLevel, h => -(h.Year ?? int.MinValue + 1));
        _places = new Dictionary<Honour, int>(honours.Length, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < ByName.Length; i++) _places[ByName[i]] = i;
    }

    /// <summary>姓氏笔画 order, then the recipient's id, then the batch's.</summary>
    public Honour[] ByName { get; }

    /// <summary>The highest level first, then the order of awards, then names.</summary>
    public Honour[] ByLevel { get; }

    /// <summary>The newest year first, 年份待考 last, then as <see cref="ByLevel"/>.</summary>
    public Honour[] Newest { get; }

    /// <summary>Where an honour stands in <see cref="ByName"/>.</summary>
    public int PlaceByName(Honour honour) => _places[honour];

    /// <summary>Honours of the same key keep their order.</summary>
    private static Honour[] InOrderOf(Honour[] honours, Func<Honour, int> key)
    {
        var sorted = (Honour[])honours.Clone();
        var keys = new long[sorted.Length];
        for (var i = 0; i < sorted.Length; i++) keys[i] = ((long)key(sorted[i]) << 32) | (uint)i;
        Array.Sort(keys, sorted);
        return sorted;
    }

    private static void SortNamesakes(Honour[] sorted, NameRanks names)
    {
        var order = Comparer<Honour>.Create(CompareIds);
        for (var start = 0; start < sorted.Length;)
        {
            var rank = names.RankOf(sorted[start].Name);
            var end = start + 1;
            while (end < sorted.Length && names.RankOf(sorted[end].Name) == rank) end++;
            if (end - start > 1) Array.Sort(sorted, start, end - start, order);
            start = end;
        }
    }

    private static int CompareIds(Honour a, Honour b)
    {
        var byId = string.CompareOrdinal(a.RecipientId, b.RecipientId);
        return byId != 0 ? byId : a.Batch.Id.CompareTo(b.Batch.Id);
    }
}
