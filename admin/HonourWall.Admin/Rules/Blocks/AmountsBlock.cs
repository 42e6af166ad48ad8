using System.Collections.Immutable;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>Several fixed amounts side by side (多项定额): <c>amounts: { pays: [district, total] }</c>.</summary>
public sealed record AmountsBlock(ImmutableArray<Parameter<Money>> Pays) : RuleBlock("amounts")
{
    public override StepOutcome Apply(Assessing work)
    {
        work.Items.AddRange(Pays.Select(p => work.Cite(p).ToString()));
        return StepOutcome.Pass(string.Join('；', Pays.Select(p => $"{p.Title} {work.Cite(p)} 元")));
    }
}
