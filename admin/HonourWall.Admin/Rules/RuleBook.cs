using System.Collections.Frozen;
using System.Collections.Immutable;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Honours;

namespace HonourWall.Admin.Rules;

/// <summary>All rule packs of one release, read and linked (规则汇编). Immutable; one may serve many threads.</summary>
/// <example><c>var book = ShippedPacks.Read(); var facts = book.ReadFacts("""{"budget": "city-fund", "year": 2016}""", diagnostics);</c></example>
public sealed class RuleBook
{
    private readonly FrozenDictionary<Question, RulePack> _byQuestion;

    public RuleBook(HonourClasses honours, ImmutableArray<RulePack> packs, ImmutableArray<PackFile> files)
    {
        (Honours, Packs, Files, Version) = (honours, packs, files, PackFile.HashOf(files.Where(f => !f.HoldsTests)));
        _byQuestion = packs.Where(p => p.Question is not null).ToFrozenDictionary(p => p.Question!); // Filtered on the same line.
        FactContext = new FactContext(honours, [.. _byQuestion.Keys.Where(q => q.Kind == "benefit").Select(q => q.Code).Order(StringComparer.Ordinal)]);
    }

    public HonourClasses Honours { get; }

    /// <summary>By id.</summary>
    public ImmutableArray<RulePack> Packs { get; }

    /// <summary>What it was read from, tests included.</summary>
    public ImmutableArray<PackFile> Files { get; }

    /// <summary>SHA-256 over all files but the tests.</summary>
    public string Version { get; }

    public FactContext FactContext { get; }

    public IEnumerable<Question> Questions => _byQuestion.Keys;

    public RulePack? FindPack(Question question) => _byQuestion.GetValueOrDefault(question);
}
