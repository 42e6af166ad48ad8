using System.Collections.Immutable;

namespace HonourWall.Admin.Rules.Diagnostics;

/// <summary>One mistake in a rule pack, a test beside it or a case, at its place. Its words live in <see cref="RuleDiagnosticCatalogue"/>.</summary>
/// <param name="Code">Such as <c>HR202</c>. All are errors: money is never computed from a pack or a case that is not wholly understood.</param>
/// <param name="Arguments">What the message's <c>{0}</c>, <c>{1}</c> … stand for.</param>
/// <param name="Suggestion">A close match (did you mean), or null.</param>
public sealed record RuleDiagnostic(string Code, ContentPlace Place, ImmutableArray<Wording> Arguments, string? Suggestion = null)
{
    /// <summary>The message alone, for a page that shows it at its field.</summary>
    public string Say(RuleLanguage language) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, RuleDiagnosticCatalogue.Get(Code).Message.In(language), [.. Arguments.Select(a => (object)a.In(language))]);

    /// <summary><c>cases.csv:3:20: 错误 HR108：…</c>, and below it what to do.</summary>
    public string Write(RuleLanguage language)
    {
        var entry = RuleDiagnosticCatalogue.Get(Code);
        object[] arguments = [.. Arguments.Select(a => a.In(language))];
        return language == RuleLanguage.English
            ? $"{Place}: error {Code}: {Fill(entry.Message.English)}\n    help: {(Suggestion is null ? Fill(entry.Help.English) : $"Did you mean \"{Suggestion}\"?")}"
            : $"{Place}: 错误 {Code}：{Fill(entry.Message.Chinese)}\n    请：{(Suggestion is null ? Fill(entry.Help.Chinese) : $"看看是不是「{Suggestion}」。")}";

        string Fill(string words) => string.Format(System.Globalization.CultureInfo.InvariantCulture, words, arguments);
    }
}
