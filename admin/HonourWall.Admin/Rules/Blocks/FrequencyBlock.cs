using System.Collections.Immutable;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>At most so many times in a calendar year (频次): <c>frequency: { earlier: earlier, at-most: times }</c>.</summary>
public sealed record FrequencyBlock(Fact<ImmutableArray<DateOnly>> Earlier, Parameter<long> AtMost) : RuleBlock("frequency")
{
    public override StepOutcome Apply(Assessing work)
    {
        var day = work.Day ?? throw new InvalidOperationException("A pack with a frequency has a day; the reader checks it.");
        var most = work.Cite(AtMost);
        var count = work.TryGet(Earlier, out var earlier) ? earlier.Count(e => e.Year == day.Year) : 0;
        return count < most
            ? StepOutcome.Pass($"{day.Year} 年内已有 {count} 次，{AtMost.Title} {most} 次，还可安排")
            : StepOutcome.Refuse($"{day.Year} 年内已有 {count} 次，{AtMost.Title} {most} 次，不再安排");
    }
}
