using System.Collections.Immutable;
using HonourWall.Admin.Rules.Blocks;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules;

/// <summary>One rule as a clerk wrote it down (规则包): dated parameters with their basis, the facts it asks, the blocks it is built of.</summary>
public sealed record RulePack
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    /// <summary>Where it holds, in words: 西城区.</summary>
    public required string Scope { get; init; }
    /// <summary>The numbers of the rules that it writes down: R01.</summary>
    public required ImmutableArray<string> Rules { get; init; }
    /// <summary>Null for a pack that only holds parameters which others use.</summary>
    public required Question? Question { get; init; }
    public required ResultForm Gives { get; init; }
    public required ImmutableArray<Fact> Facts { get; init; }
    /// <summary>The first of these facts that a case states is the day whose rules apply: a date, or the last day of a year.</summary>
    public required ImmutableArray<Fact> DatedBy { get; init; }
    public required ImmutableArray<Parameter> Parameters { get; init; }
    /// <summary>Every parameter that a block reads, those of other packs included.</summary>
    public required ImmutableArray<Parameter> Uses { get; init; }
    public required ImmutableArray<RuleBlock> Blocks { get; init; }
    public required string File { get; init; }
    /// <summary>SHA-256 over this file and the files that it uses, line ends apart: the same version has the same hash on every machine.</summary>
    public required string Version { get; init; }

    /// <summary>Looks at the facts block by block. Pure: no clock, no database, no other state.</summary>
    public Assessment Assess(CaseFacts facts)
    {
        var work = new Assessing(facts);
        var decision = Decide(work, facts.Day);
        var nothing = decision == Decision.Granted && Gives == ResultForm.Amount && work.Amount == Money.Zero;
        return new Assessment(
            Id, Title, Version, nothing ? Decision.Refused : decision, ResultOf(decision, work),
            Gives != ResultForm.Amount || decision == Decision.NotCovered ? null : decision == Decision.Granted ? work.Amount : Money.Zero,
            work.Trace);
    }

    private Decision Decide(Assessing work, DateOnly? day)
    {
        if (day is { } on && Uses.FirstOrDefault(p => !p.HoldsOn(on)) is { } missing)
        {
            work.Note("dates", $"{on:yyyy-MM-dd} 没有有效的「{missing.Title}」，规则未作规定");
            return Decision.NotCovered;
        }
        try
        {
            foreach (var block in Blocks)
                if (work.Run(block) is { Passed: false } end) return end.Decision;
            return Decision.Granted;
        }
        catch (OverflowException)
        {
            work.Note("overflow", "金额太大，无法计算，请核对");
            return Decision.NotCovered;
        }
    }

    private string ResultOf(Decision decision, Assessing work) => (decision, Gives) switch
    {
        (Decision.NotCovered, _) => "",
        (_, ResultForm.YesNo) => decision == Decision.Granted ? "yes" : "no",
        (Decision.Granted, ResultForm.Amount) => work.Amount == Money.Zero ? "0" : work.Amount.ToString(),
        (Decision.Granted, _) => string.Join(';', work.Items),
        (_, ResultForm.List) => "",
        (_, ResultForm.Amounts) => string.Join(';', Blocks.OfType<AmountsBlock>().SelectMany(b => b.Pays).Select(_ => "0")),
        _ => "0",
    };
}
