using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>An amount must reach a line, the line included (起付线): <c>threshold: { fact: self_paid, at-least: line }</c>.</summary>
/// <param name="Of">The calendar year that the amount is of, for the trace; null where the line knows no year.</param>
public sealed record ThresholdBlock(Fact<Money> Fact, Parameter<Money> AtLeast, Fact<int>? Of) : RuleBlock("threshold")
{
    public override StepOutcome Apply(Assessing work)
    {
        var (amount, line) = (work.Get(Fact), work.Cite(AtLeast));
        var what = Of is not null && work.TryGet(Of, out var year) ? $"{year} 年{Fact.Name}" : Fact.Name;
        return amount >= line
            ? StepOutcome.Pass($"{what} {amount} 元，达到{AtLeast.Title} {line} 元（含本数）")
            : StepOutcome.Refuse($"{what} {amount} 元，未达到{AtLeast.Title} {line} 元（含本数）");
    }
}
