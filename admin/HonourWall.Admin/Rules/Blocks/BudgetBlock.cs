using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>What may be approved in a year, and no 分 more (预算): <c>budget: { is: amount }</c>.</summary>
public sealed record BudgetBlock(Parameter<Money> Is) : RuleBlock("budget")
{
    public override StepOutcome Apply(Assessing work)
    {
        work.Amount = work.Cite(Is);
        return StepOutcome.Pass($"{Is.Title} {work.Amount} 元；批准总额不得超过");
    }
}
