using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Admin.Rules.Diagnostics;

namespace HonourWall.Admin.Rules.Reading;

/// <summary>Reads the scalars that packs and cases are made of; null after a diagnostic.</summary>
public static class Scalars
{
    /// <summary>A year that an honour or a payment can have; the calendar of the spring festival ends with 2100.</summary>
    public const int FirstYear = 1901, LastYear = 2100;

    /// <summary>Text that is not empty and has no white space around it.</summary>
    public static string? Text(SourceNode node, RuleDiagnostics diagnostics)
    {
        if (node.Kind != NodeKind.Text) return Wrong<string>(node, new("文字", "text"), diagnostics);
        if (node.Text.Length > 0 && node.Text.Trim().Length == node.Text.Length) return node.Text;
        diagnostics.Add("HR105", node.Place, node.Text, new Wording("首尾没有空格的文字", "text without white space around it"));
        return null;
    }

    public static DateOnly? Date(SourceNode node, RuleDiagnostics diagnostics)
    {
        if (node.Kind != NodeKind.Text) return WrongValue<DateOnly>(node, new("日期，如 2014-06-01", "a date such as 2014-06-01"), diagnostics);
        if (DateOnly.TryParseExact(node.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= FirstYear and <= LastYear) return date;
        diagnostics.Add("HR107", node.Place, node.Text);
        return null;
    }

    public static int? Year(SourceNode node, RuleDiagnostics diagnostics) => Whole(node, FirstYear, LastYear, new($"{FirstYear}–{LastYear} 的年份，不带引号", $"a year from {FirstYear} to {LastYear}, unquoted"), diagnostics) is { } year ? (int)year : null;

    public static long? Count(SourceNode node, RuleDiagnostics diagnostics) => Whole(node, 0, long.MaxValue, new("不小于 0 的整数，不带引号", "a whole number, unquoted"), diagnostics);

    public static bool? Flag(SourceNode node, RuleDiagnostics diagnostics) =>
        node.Kind == NodeKind.Flag ? node.Text == "true" : WrongValue<bool>(node, new("true 或 false", "true or false"), diagnostics);

    /// <summary>An amount as text. A JSON or YAML number is refused: other programs may have passed it through a floating-point number.</summary>
    public static Money? Amount(SourceNode node, RuleDiagnostics diagnostics)
    {
        if (node.Kind != NodeKind.Text) return WrongValue<Money>(node, new("带引号的金额，如 \"10000.00\"", "a quoted amount such as \"10000.00\""), diagnostics);
        if (Money.TryParse(node.Text, out var money)) return money;
        diagnostics.Add("HR108", node.Place, node.Text);
        return null;
    }

    public static ImmutableArray<string>? Words(SourceNode node, RuleDiagnostics diagnostics) =>
        List(node, item => Text(item, diagnostics), diagnostics);

    /// <summary>Reads each item, reporting every bad one; null when the node is no list or an item is bad.</summary>
    public static ImmutableArray<T>? List<T>(SourceNode node, Func<SourceNode, T?> read, RuleDiagnostics diagnostics) where T : class
    {
        if (node.Kind != NodeKind.List) return WrongValue<ImmutableArray<T>>(node, new("列表 […]", "a list […]"), diagnostics);
        ImmutableArray<T?> items = [.. node.Items.Select(read)];
        return items.Contains(null) ? null : [.. items.OfType<T>()];
    }

    private static long? Whole(SourceNode node, long first, long last, Wording wanted, RuleDiagnostics diagnostics)
    {
        if (node.Kind != NodeKind.Number) return WrongValue<long>(node, wanted, diagnostics);
        if (long.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= first && number <= last) return number;
        diagnostics.Add("HR105", node.Place, node.Text, wanted);
        return null;
    }

    private static T? Wrong<T>(SourceNode node, Wording wanted, RuleDiagnostics diagnostics) where T : class
    {
        diagnostics.Add("HR104", node.Place, node.Describe, wanted);
        return null;
    }

    private static T? WrongValue<T>(SourceNode node, Wording wanted, RuleDiagnostics diagnostics) where T : struct
    {
        diagnostics.Add("HR104", node.Place, node.Describe, wanted);
        return null;
    }
}
