using System.Collections.Immutable;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>A word must be one of a list (范围), by its Chinese: <c>one-of: { fact: relation, words: spouses }</c>.</summary>
public sealed record OneOfBlock(Fact<string> Fact, Parameter<ImmutableArray<string>> Words) : RuleBlock("one-of")
{
    public override StepOutcome Apply(Assessing work)
    {
        var words = work.Cite(Words);
        if (!work.TryGet(Fact, out var value)) return StepOutcome.Refuse($"「{Fact.Name}」未注明");
        var word = Fact.Kind.InWords(value);
        return words.Contains(word)
            ? StepOutcome.Pass($"「{Fact.Name}」为「{word}」，符合")
            : StepOutcome.Refuse($"「{Fact.Name}」为「{word}」，须为「{string.Join('、', words)}」");
    }
}
