namespace HonourWall.Generator.Names;

/// <summary>The place of each name in 姓氏笔画 order, worked out once, so that every list sorts by whole numbers.</summary>
public sealed class NameRanks
{
    private readonly Dictionary<string, int> _ranks;

    public NameRanks(IEnumerable<string> names)
    {
        var distinct = names.Distinct(StringComparer.Ordinal).ToArray();
        var keys = new string[distinct.Length];
        Parallel.For(0, keys.Length, i => keys[i] = NameOrder.KeyOf(distinct[i]));
        Array.Sort(keys, distinct, StringComparer.Ordinal);
        _ranks = new Dictionary<string, int>(distinct.Length, StringComparer.Ordinal);
        for (var rank = 0; rank < distinct.Length; rank++) _ranks.Add(distinct[rank], rank);
    }

    public int RankOf(string name) => _ranks.TryGetValue(name, out var rank) ? rank : int.MaxValue;
}
