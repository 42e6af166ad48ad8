using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace HonourWall.Admin.Rules.Honours;

/// <summary>Which class an award belongs to, by its name; from <c>Packs/honours.yaml</c>. A name that stands nowhere has no class.</summary>
public sealed class HonourClasses
{
    private readonly FrozenDictionary<string, HonourClass> _byId;
    private readonly FrozenDictionary<string, HonourClass> _byAward;

    public HonourClasses(IEnumerable<HonourClass> classes, IEnumerable<KeyValuePair<string, HonourClass>> byAward)
    {
        _byId = classes.ToFrozenDictionary(c => c.Id, StringComparer.Ordinal);
        _byAward = byAward.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IEnumerable<string> Ids => _byId.Keys;

    public IEnumerable<string> AwardNames => _byAward.Keys;

    public bool TryGetClass(string id, [NotNullWhen(true)] out HonourClass? found) => _byId.TryGetValue(id, out found);

    public HonourClass? FindByAward(string award) => _byAward.GetValueOrDefault(award);
}
