using System.Collections.Immutable;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>
/// An amount by the class of honour (分档); several honours give the highest, once:
/// <c>tier: { who: person, steps: [{ honours: national, pays: high }, …] }</c>.
/// </summary>
public sealed record TierBlock(Fact<Holder> Who, ImmutableArray<Tier> Tiers) : RuleBlock("tier")
{
    public override StepOutcome Apply(Assessing work)
    {
        var day = work.Day ?? throw new InvalidOperationException("A pack with a tier has a day; the reader checks it.");
        var honours = work.Get(Who).Honours.Where(h => h.CountsOn(day)).ToList();
        var reached = Tiers.Where(t => work.Cite(t.Honours) is var wanted && honours.Exists(h => wanted.Contains(h.Class))).ToList();
        if (reached.Count == 0) return StepOutcome.Refuse($"{Who.Name}的荣誉不在任何一档");
        var best = reached.MaxBy(t => work.Cite(t.Pays)) ?? reached[0];
        work.Amount = work.Cite(best.Pays);
        return StepOutcome.Pass($"按{best.Honours.Title}一档，{best.Pays.Title} {work.Amount} 元{(reached.Count > 1 ? "（兼有几档时就高，只发一份）" : "")}");
    }
}

/// <summary>One step of a <see cref="TierBlock"/>.</summary>
public sealed record Tier(Parameter<HonourSet> Honours, Parameter<Money> Pays);
