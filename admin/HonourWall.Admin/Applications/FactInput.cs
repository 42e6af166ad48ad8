using System.Collections.Immutable;
using HonourWall.Admin.Rules;
using HonourWall.Admin.Rules.Blocks;
using HonourWall.Admin.Rules.Facts;

namespace HonourWall.Admin.Applications;

/// <summary>One fact as the clerk's form asks it; made from the rule pack, so that a new pack needs no new form.</summary>
/// <param name="Choices">Words to choose from; empty for a text.</param>
/// <param name="Required">The rules cannot do without it.</param>
public sealed record FactInput(string Id, string Name, string Kind, ImmutableArray<FactChoice> Choices, bool Required, string? Hint)
{
    private static readonly ImmutableArray<FactChoice> YesNo = [new("yes", "是"), new("no", "否")];

    /// <summary>The benefits of a book that somebody can apply for: an amount for a person, from facts that a form can ask.</summary>
    public static IEnumerable<RulePack> Benefits(RuleBook book) =>
        book.Packs.Where(p => p is { Question.Kind: "benefit", Gives: ResultForm.Amount } && p.Facts.Any(f => f is Fact<Rules.Honours.Holder> { KindName: "person" })
            && p.Facts.All(f => f.KindName is "date" or "year" or "money" or "flag" or "count" or "word" or "person" or "grants"));

    /// <summary>What the form asks: the person and what was granted before come from the registry.</summary>
    public static ImmutableArray<FactInput> Of(RulePack pack) => [.. pack.Facts.Where(f => f.KindName is not ("person" or "grants")).Select(f => Read(f, pack))];

    private static FactInput Read(Fact fact, RulePack pack)
    {
        var required = fact is { Optional: false, Fallback: null };
        ImmutableArray<FactChoice> choices = fact switch
        {
            Fact<bool> => YesNo,
            Fact<string> { Kind.Choices: { Length: > 0 } words, Kind.HasOthers: true } => [.. words, new("other", "其他")],
            Fact<string> word => word.Kind.Choices,
            _ => [],
        };
        return new(fact.Id, fact.Name, fact.KindName, choices, required, pack.Blocks.OfType<OnceBlock>().Any(once => once.Per == fact) ? "同一次只发一次；此前发过的，没有都写明是哪一次，就不再发。" : HintOf(fact));
    }

    private static string? HintOf(Fact fact) => fact.Fallback switch
    {
        Difference => "直接写自付金额；或空着这一项，写总额和其中的自费。",
        SameAs => "不写的，同申请日。",
        _ => fact.KindName switch
        {
            "money" => "元，最多两位小数，例如 12345.60",
            "date" => "例如 2026-03-01",
            "year" => "例如 2026",
            _ => null,
        },
    };
}
