using System.Collections.Immutable;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules;

/// <summary>
/// What a new release of the rules would change (新旧版本对照): which parameters, and which of given cases. Two people see it before
/// they release.
/// </summary>
public sealed record PackComparison(ImmutableArray<ChangedParameter> Parameters, ImmutableArray<ChangedCase> Cases)
{
    /// <param name="cases">A name and its input as JSON, read anew by each release: a release may also change what it asks.</param>
    public static PackComparison Between(RuleBook before, RuleBook after, IEnumerable<(string Name, string Json)> cases) =>
        new(CompareParameters(before, after), [.. cases.Select(c => Compare(before, after, c.Name, c.Json)).OfType<ChangedCase>()]);

    private static ImmutableArray<ChangedParameter> CompareParameters(RuleBook before, RuleBook after)
    {
        var (old, current) = (VersionsOf(before), VersionsOf(after));
        return [.. old.Keys.Union(current.Keys).Order(StringComparer.Ordinal)
            .Select(id => new ChangedParameter(id, old.GetValueOrDefault(id, []), current.GetValueOrDefault(id, [])))
            .Where(p => !p.Before.Select(v => v.ToString()).SequenceEqual(p.After.Select(v => v.ToString()), StringComparer.Ordinal))];
    }

    private static Dictionary<string, ImmutableArray<CitedParameter>> VersionsOf(RuleBook book) =>
        book.Packs.SelectMany(p => p.Parameters).ToDictionary(p => p.Id, p => p.Versions, StringComparer.Ordinal);

    private static ChangedCase? Compare(RuleBook before, RuleBook after, string name, string json)
    {
        var (old, current) = (Assess(before, name, json), Assess(after, name, json));
        return old == current ? null : new ChangedCase(name, old, current);
    }

    private static CaseAnswer Assess(RuleBook book, string name, string json)
    {
        var diagnostics = new RuleDiagnostics();
        return new CaseFactsReader(book, diagnostics).ReadJson(name, json) is { } facts && facts.Pack.Assess(facts) is var assessment
            ? new CaseAnswer(assessment.Decision, assessment.Result, null)
            : new CaseAnswer(Decision.NotCovered, "", diagnostics.ToImmutable()[0].Write(RuleLanguage.Chinese));
    }
}

/// <summary>A parameter whose versions differ between two releases; empty where a release does not have it.</summary>
public sealed record ChangedParameter(string Id, ImmutableArray<CitedParameter> Before, ImmutableArray<CitedParameter> After);

/// <summary>A case that two releases answer differently.</summary>
public sealed record ChangedCase(string Name, CaseAnswer Before, CaseAnswer After);

/// <summary>What one release answers.</summary>
/// <param name="Mistake">Why this release cannot read the case; null where it can.</param>
public sealed record CaseAnswer(Decision Decision, string Result, string? Mistake);
