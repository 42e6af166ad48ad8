using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Parameters;

/// <summary>Every type of parameter that a pack can have.</summary>
public static class ParameterKinds
{
    /// <summary><c>"10000.00"</c>: 元.</summary>
    public static ParameterKind<Money> Money { get; } = new("money",
        (SourceNode node, HonourClasses _, RuleDiagnostics diagnostics, out Money value) => Take(Scalars.Amount(node, diagnostics), out value),
        value => $"{value} 元");

    /// <summary><c>25%</c>.</summary>
    public static ParameterKind<Percent> Percent { get; } = new("percent", ReadPercent, value => value.ToString());

    /// <summary>A whole number: times, years, places.</summary>
    public static ParameterKind<long> Number { get; } = new("number",
        (SourceNode node, HonourClasses _, RuleDiagnostics diagnostics, out long value) => Take(Scalars.Count(node, diagnostics), out value),
        value => value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Words in their order: festivals, states of service.</summary>
    public static ParameterKind<ImmutableArray<string>> Words { get; } = new("words",
        (SourceNode node, HonourClasses _, RuleDiagnostics diagnostics, out ImmutableArray<string> value) => Take(Scalars.Words(node, diagnostics), out value),
        value => string.Join('、', value));

    /// <summary>Classes of honours.</summary>
    public static ParameterKind<HonourSet> Honours { get; } = new("honours", ReadHonours, value => value.ToString());

    /// <summary>Rows of a table; what each column may hold is checked where a block joins it with facts.</summary>
    public static ParameterKind<RuleTable> Table { get; } = new("table", RuleTableReader.TryRead, value => value.ToString(), value => $"{value.Rows.Length} 行");

    private static bool ReadPercent(SourceNode node, HonourClasses honours, RuleDiagnostics diagnostics, out Percent value)
    {
        if (node.Kind == NodeKind.Text && Admin.Percent.TryParse(node.Text, out value)) return true;
        diagnostics.Add("HR104", node.Place, node.Describe, new Wording("百分比，如 25%", "a percentage such as 25%"));
        value = default;
        return false;
    }

    private static bool ReadHonours(SourceNode node, HonourClasses honours, RuleDiagnostics diagnostics, out HonourSet value)
    {
        var classes = Scalars.List(node, item => HonourSet.FindClass(item, honours, diagnostics), diagnostics);
        value = new HonourSet(classes ?? []);
        return classes is not null;
    }

    private static bool Take<T>(T? read, out T value) where T : struct
    {
        value = read.GetValueOrDefault();
        return read.HasValue;
    }
}
