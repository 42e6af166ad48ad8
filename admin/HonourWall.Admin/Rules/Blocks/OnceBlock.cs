using System.Collections.Immutable;
using HonourWall.Admin.Rules.Facts;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>
/// A benefit is given once for each illness (一次性): <c>once: { benefit: serious-illness, per: illness, earlier: earlier }</c>.
/// An earlier grant counts unless both name their illness and the names differ: what cannot be told apart is not paid twice.
/// </summary>
public sealed record OnceBlock(string Benefit, Fact<string> Per, Fact<ImmutableArray<Grant>> Earlier) : RuleBlock("once")
{
    public override StepOutcome Apply(Assessing work)
    {
        var illness = work.TryGet(Per, out var named) ? named : null;
        if (!work.TryGet(Earlier, out var grants)) return StepOutcome.Pass("此前没有发放记录");
        var same = grants.FirstOrDefault(g => g.Benefit == Benefit && (g.Illness is null || illness is null || g.Illness == illness));
        if (same is null) return StepOutcome.Pass($"此前没有就同一{Per.Name}发放过");
        return StepOutcome.Refuse(same.Illness is null || illness is null
            ? $"此前已发过（{same}），两次的{Per.Name}没有都注明，不能认定不同；一次性补助不重复发放"
            : $"此前已就同一{Per.Name}发过（{same}）；一次性补助不重复发放");
    }
}
