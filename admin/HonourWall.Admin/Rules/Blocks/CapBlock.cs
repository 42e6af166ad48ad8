using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>The amount so far is cut to a limit (封顶): <c>cap: { at-most: cap }</c>.</summary>
public sealed record CapBlock(Parameter<Money> AtMost) : RuleBlock("cap")
{
    public override StepOutcome Apply(Assessing work)
    {
        var (before, cap) = (work.Amount, work.Cite(AtMost));
        work.Amount = Money.Min(before, cap);
        return StepOutcome.Pass(before > cap ? $"{before} 元超过{AtMost.Title} {cap} 元，按 {cap} 元" : $"{before} 元未超过{AtMost.Title} {cap} 元");
    }
}
