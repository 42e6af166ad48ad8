using HonourWall.Admin.Rules;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Facts;

namespace HonourWall.Admin.Budgets;

/// <summary>Where budgets come from: a fund whose yearly sum a rule pack states, or money that a document grants.</summary>
public static class BudgetSources
{
    /// <summary>区级经费、单位自筹: no pack limits it.</summary>
    public const string Granted = "granted";

    /// <summary>Codes and titles, the packs' first.</summary>
    public static IEnumerable<(string Code, string Word)> All(RuleBook book) =>
        [.. book.Packs.Where(p => p.Question?.Kind == "budget").Select(p => (p.Question!.Code, p.Title)), (Granted, "文件拨付（区级经费、自筹等）")]; // ! : filtered on the same line

    public static string Word(RuleBook book, string code) => All(book).FirstOrDefault(s => s.Code == code).Word ?? code;

    /// <summary>The most that a fund may give in a year; null when no pack limits it.</summary>
    public static Money? Limit(RuleBook book, string code, int year) =>
        book.FindPack(new("budget", code)) is not null && new CaseFactsReader(book, new RuleDiagnostics()).ReadJson("budget", $$"""{"budget": "{{code}}", "year": {{year}}}""") is { } facts ? facts.Pack.Assess(facts).Amount : null;
}
