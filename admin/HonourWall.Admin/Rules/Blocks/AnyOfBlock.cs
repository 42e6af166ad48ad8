using System.Collections.Immutable;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>One of several ways must hold, each a list of conditions (任一): <c>any-of: { ways: [{ name: …, steps: […] }, …] }</c>.</summary>
public sealed record AnyOfBlock(string Title, ImmutableArray<Way> Ways) : RuleBlock("any-of")
{
    public override StepOutcome Apply(Assessing work)
    {
        var reasons = new List<string>();
        foreach (var way in Ways)
        {
            var outcomes = way.Blocks.Select(b => b.Apply(work)).ToList();
            if (outcomes.TrueForAll(o => o.Passed)) return StepOutcome.Pass($"{Title}：按「{way.Name}」，{string.Join('；', outcomes.Select(o => o.Text))}");
            reasons.Add($"不是「{way.Name}」（{outcomes.Find(o => !o.Passed).Text}）");
        }
        return StepOutcome.Refuse($"{Title}：{string.Join('；', reasons)}");
    }
}

/// <summary>One way of an <see cref="AnyOfBlock"/>.</summary>
public sealed record Way(string Name, ImmutableArray<RuleBlock> Blocks);
