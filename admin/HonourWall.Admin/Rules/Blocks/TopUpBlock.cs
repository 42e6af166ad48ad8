using System.Collections.Immutable;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>
/// What was given before for the same cause is taken off (补足差额):
/// <c>top-up: { earlier: earlier, counts: { accident-disability: accident-disability/amount } }</c>. Each benefit names the parameter that
/// tells its amount on the day it was paid, for grants that do not state theirs.
/// </summary>
public sealed record TopUpBlock(Fact<ImmutableArray<Grant>> Earlier, ImmutableDictionary<string, Parameter<Money>> Counts) : RuleBlock("top-up")
{
    public override StepOutcome Apply(Assessing work)
    {
        var full = work.Amount;
        if (!work.TryGet(Earlier, out var grants)) return StepOutcome.Pass("此前没有发放记录");
        var counted = grants.Where(g => Counts.ContainsKey(g.Benefit)).ToList();
        if (counted.Count == 0) return StepOutcome.Pass("此前没有因同一事由发放过");
        var paid = Money.Zero;
        foreach (var grant in counted)
        {
            if (grant.Amount is { } stated) paid += stated;
            else if (work.TryCiteOn(grant.PaidOn ?? work.Day, Counts[grant.Benefit], out var usual)) paid += usual;
            else return StepOutcome.NotCovered($"此前的发放（{grant}）没有金额，当日也没有规定");
        }
        if (paid >= full) return StepOutcome.Refuse($"此前已发 {paid} 元，不少于 {full} 元，不再发放");
        work.Amount = full - paid;
        return StepOutcome.Pass($"此前已发 {paid} 元，补足到 {full} 元，本次 {work.Amount} 元");
    }
}
