using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>A part must be at least a share of a whole (占比): <c>share: { part: grassroots, whole: total, at-least: share }</c>.</summary>
public sealed record ShareBlock(Fact<long> Part, Fact<long> Whole, Parameter<Percent> AtLeast) : RuleBlock("share")
{
    public override StepOutcome Apply(Assessing work)
    {
        var (part, whole, share) = (work.Get(Part), work.Get(Whole), work.Cite(AtLeast));
        return share.IsReachedBy(part, whole)
            ? StepOutcome.Pass($"{Part.Name} {part}，{Whole.Name} {whole}，达到{AtLeast.Title} {share}（含本数）")
            : StepOutcome.Refuse($"{Part.Name} {part}，{Whole.Name} {whole}，未达到{AtLeast.Title} {share}（含本数）");
    }
}
