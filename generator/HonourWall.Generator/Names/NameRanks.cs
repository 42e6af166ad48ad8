using System.Collections.Frozen;

namespace HonourWall.Generator.Names;

/// <summary>The place of each name in 姓氏笔画 order, worked out once, so that every list sorts by whole numbers.</summary>
public sealed class NameRanks
{
    private readonly FrozenDictionary<string, int> _ranks;

    public NameRanks(IEnumerable<string> names)
    {
        var rank = 0;
        _ranks = names.Distinct(StringComparer.Ordinal).OrderBy(NameOrder.KeyOf, StringComparer.Ordinal).ToFrozenDictionary(name => name, _ => rank++, StringComparer.Ordinal);
    }

    public int RankOf(string name) => _ranks.TryGetValue(name, out var rank) ? rank : int.MaxValue;
}
