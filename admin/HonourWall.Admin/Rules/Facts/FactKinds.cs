using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Facts;

/// <summary>Every type of fact that a pack can ask for.</summary>
public static class FactKinds
{
    public static FactKind<DateOnly> Date { get; } = new("date",
        (SourceNode node, FactContext _, RuleDiagnostics diagnostics, out DateOnly value) => Take(Scalars.Date(node, diagnostics), out value),
        value => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static FactKind<int> Year { get; } = new("year",
        (SourceNode node, FactContext _, RuleDiagnostics diagnostics, out int value) => Take(Scalars.Year(node, diagnostics), out value),
        value => string.Create(CultureInfo.InvariantCulture, $"{value} 年"));

    public static FactKind<Money> Money { get; } = new("money",
        (SourceNode node, FactContext _, RuleDiagnostics diagnostics, out Money value) => Take(Scalars.Amount(node, diagnostics), out value),
        value => $"{value} 元");

    public static FactKind<bool> Flag { get; } = new("flag",
        (SourceNode node, FactContext _, RuleDiagnostics diagnostics, out bool value) => Take(Scalars.Flag(node, diagnostics), out value),
        value => value ? "是" : "否");

    public static FactKind<long> Count { get; } = new("count",
        (SourceNode node, FactContext _, RuleDiagnostics diagnostics, out long value) => Take(Scalars.Count(node, diagnostics), out value),
        value => value.ToString(CultureInfo.InvariantCulture));

    public static FactKind<Holder> Person { get; } = new("person",
        (SourceNode node, FactContext context, RuleDiagnostics diagnostics, out Holder value) =>
            Take(HolderReader.ReadPerson(node, context.Honours, diagnostics), out value),
        value => $"{Honours(value)}；状态：{value.Status ?? "未注明"}");

    /// <summary>A unit (单位, 班组) with its honours.</summary>
    public static FactKind<Holder> Unit { get; } = new("unit",
        (SourceNode node, FactContext context, RuleDiagnostics diagnostics, out Holder value) =>
            Take(HolderReader.ReadUnit(node, context.Honours, diagnostics), out value),
        Honours);

    /// <summary>An award that the rules must know: nothing is concluded about one whose name stands nowhere.</summary>
    public static FactKind<NamedAward> Award { get; } = new("award", ReadAward, value => value.Name, value => KeysOf([value]), honours => honours.Ids);

    /// <summary>Awards held; a name that the rules do not know is no help and no mistake.</summary>
    public static FactKind<ImmutableArray<NamedAward>> Awards { get; } = new("awards",
        (SourceNode node, FactContext context, RuleDiagnostics diagnostics, out ImmutableArray<NamedAward> value) =>
            Take(Scalars.List(node, item => Scalars.Text(item, diagnostics) is { } name ? new NamedAward(name, context.Honours.FindByAward(name)) : null, diagnostics), out value),
        value => value.IsEmpty ? "无" : string.Join('、', value.Select(a => a.Name)),
        KeysOf, honours => honours.Ids);

    public static FactKind<ImmutableArray<Grant>> Grants { get; } = new("grants",
        (SourceNode node, FactContext context, RuleDiagnostics diagnostics, out ImmutableArray<Grant> value) =>
            Take(Scalars.List(node, item => Grant.Read(item, context, diagnostics), diagnostics), out value),
        value => value.IsEmpty ? "无" : string.Join('；', value));

    /// <summary>People who wait for a place, each once.</summary>
    public static FactKind<ImmutableArray<Candidate>> Candidates { get; } = new("candidates", ReadCandidates,
        value => value.IsEmpty ? "无" : string.Join('、', value));

    /// <summary>Days in any order.</summary>
    public static FactKind<ImmutableArray<DateOnly>> Dates { get; } = new("dates", ReadDates,
        value => value.IsEmpty ? "无" : string.Join('、', value.Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));

    /// <summary>One of some words, each with its Chinese, by which parameters and tables know it; or any word where the pack says that there are others.</summary>
    public static FactKind<string> Word(ImmutableArray<FactChoice> choices, bool others)
    {
        var words = choices.ToImmutableDictionary(c => c.Value, c => c.Word, StringComparer.Ordinal);
        return Word(words, others) with { Choices = choices, HasOthers = others };
    }

    private static FactKind<string> Word(ImmutableDictionary<string, string> words, bool others) => new("word",
        (SourceNode node, FactContext _, RuleDiagnostics diagnostics, out string value) =>
        {
            if (!Take(Scalars.Text(node, diagnostics), out value)) return false;
            if (others || words.ContainsKey(value)) return true;
            diagnostics.AddUnknown("HR105", node.Place, value, words.Keys);
            return false;
        },
        value => words.GetValueOrDefault(value, value),
        value => [words.GetValueOrDefault(value, value)],
        others ? null : _ => words.Values);

    private static bool ReadAward(SourceNode node, FactContext context, RuleDiagnostics diagnostics, out NamedAward value)
    {
        value = new NamedAward("", null);
        if (Scalars.Text(node, diagnostics) is not { } name) return false;
        value = new NamedAward(name, context.Honours.FindByAward(name));
        if (value.Class is not null) return true;
        diagnostics.AddUnknown("HR304", node.Place, name, context.Honours.AwardNames);
        return false;
    }

    private static bool ReadCandidates(SourceNode node, FactContext context, RuleDiagnostics diagnostics, out ImmutableArray<Candidate> value)
    {
        value = [];
        if (Scalars.List(node, item => Candidate.Read(item, diagnostics), diagnostics) is not { } candidates) return false;
        value = candidates;
        if (candidates.GroupBy(c => c.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any()) is not { } twice) return true;
        diagnostics.Add("HR106", node.Place, twice.Key);
        return false;
    }

    private static bool ReadDates(SourceNode node, FactContext context, RuleDiagnostics diagnostics, out ImmutableArray<DateOnly> value)
    {
        value = [];
        if (Scalars.List(node, item => Scalars.Date(item, diagnostics) is { } day ? (object)day : null, diagnostics) is not { } days) return false;
        value = [.. days.Cast<DateOnly>()];
        return true;
    }

    private static ImmutableArray<string> KeysOf(ImmutableArray<NamedAward> awards) => [.. awards.Select(a => a.Class?.Id).OfType<string>()];

    private static string Honours(Holder holder) =>
        holder.Honours.IsEmpty ? "无荣誉" : string.Join('、', holder.Honours.Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Award}（{h.Year} 年）")));

    private static bool Take<T>(T? read, out T value) where T : struct
    {
        value = read.GetValueOrDefault();
        return read.HasValue;
    }

    private static bool Take<T>(T? read, out T value) where T : class
    {
        value = read!; // Used only when this returns true.
        return read is not null;
    }
}
