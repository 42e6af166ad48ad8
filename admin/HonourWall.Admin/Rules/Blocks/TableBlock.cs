using System.Collections.Immutable;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>
/// Some row of a table must fit the facts (对照表): <c>table: { rows: chain, key: award, match: [held], if-stated: [employer_kind] }</c>.
/// </summary>
/// <param name="Key">A column in which some row must have the fact, or else the table does not cover the case; null where it always does.</param>
/// <param name="Match">Columns that fit when the fact is one of the row's words, or any of several facts is.</param>
/// <param name="IfStated">The same, but a fact that the case does not state fits.</param>
public sealed record TableBlock(Parameter<RuleTable> Rows, Fact? Key, ImmutableArray<Fact> Match, ImmutableArray<Fact> IfStated) : RuleBlock("table")
{
    public override StepOutcome Apply(Assessing work)
    {
        var table = work.Cite(Rows);
        var facts = Columns.ToDictionary(f => f, work.KeysOf);
        var rows = Key is null ? table.Rows : [.. table.Rows.Where(r => r.Columns.ContainsKey(Key.Name) && Fits(r, Key))];
        if (rows.IsEmpty && Key is not null) return StepOutcome.NotCovered($"{Rows.Title}里没有这一「{Key.Name}」，规则未作规定");
        var found = rows.FirstOrDefault(r => Match.All(f => Fits(r, f)) && IfStated.All(f => !work.Has(f) || Fits(r, f)));
        return found is null
            ? StepOutcome.Refuse($"与{Rows.Title}里有关的各行都不相符：{string.Join('；', rows)}")
            : StepOutcome.Pass($"与{Rows.Title}第 {table.Rows.IndexOf(found) + 1} 行相符：{found}");

        bool Fits(RuleTableRow row, Fact fact) => !row.Columns.TryGetValue(fact.Name, out var words) || facts[fact].Any(words.Contains);
    }

    public IEnumerable<Fact> Columns => (Key is null ? [] : new[] { Key }).Concat(Match).Concat(IfStated);
}
