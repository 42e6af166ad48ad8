using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>A fixed amount (定额): <c>amount: { pays: amount }</c>.</summary>
public sealed record AmountBlock(Parameter<Money> Pays) : RuleBlock("amount")
{
    public override StepOutcome Apply(Assessing work)
    {
        work.Amount = work.Cite(Pays);
        return StepOutcome.Pass($"{Pays.Title} {work.Amount} 元");
    }
}
