using HonourWall.Admin.Rules.Facts;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>
/// A yes-or-no fact must be one or the other (条件): <c>is: { fact: work_injury, value: false }</c>. What is not stated is not proven.
/// </summary>
public sealed record IsBlock(Fact<bool> Fact, bool Value) : RuleBlock("is")
{
    public override StepOutcome Apply(Assessing work)
    {
        var wanted = Fact.Kind.InWords(Value);
        if (!work.TryGet(Fact, out var value)) return StepOutcome.Refuse($"「{Fact.Name}」未注明，须为「{wanted}」");
        return value == Value
            ? StepOutcome.Pass($"「{Fact.Name}」为「{wanted}」，符合")
            : StepOutcome.Refuse($"「{Fact.Name}」为「{Fact.Kind.InWords(value)}」，须为「{wanted}」");
    }
}
