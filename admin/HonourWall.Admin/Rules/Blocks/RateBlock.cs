using System.Collections.Immutable;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>
/// A share of an amount (比例), rounded half up to 分: <c>rate: { of: self_paid, percent: rate, base: base, line: line }</c>.
/// The base is a parameter too: <c>whole</c>, or <c>excess</c> over the line.
/// </summary>
public sealed record RateBlock(Fact<Money> Of, Parameter<Percent> Rate, Parameter<ImmutableArray<string>> Base, Parameter<Money> Line)
    : RuleBlock("rate")
{
    public const string Whole = "全额", Excess = "超出部分";

    public static ImmutableArray<string> Bases { get; } = [Whole, Excess];

    public override StepOutcome Apply(Assessing work)
    {
        var (amount, rate, onExcess) = (work.Get(Of), work.Cite(Rate), work.Cite(Base).Contains(Excess));
        var from = onExcess ? amount - work.Cite(Line) : amount;
        work.Amount = from.Share(rate);
        return StepOutcome.Pass($"{Of.Name}{(onExcess ? $"超出 {work.Cite(Line)} 元的部分" : "全额")} {from} 元 × {rate} = {work.Amount} 元（四舍五入到分）");
    }
}
