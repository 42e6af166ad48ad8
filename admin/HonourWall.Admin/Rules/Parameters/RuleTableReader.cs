using System.Collections.Immutable;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Parameters;

/// <summary>Reads <c>- { 拟推荐奖项: [capital-medal], 已有荣誉: [district-medal] }</c> … into a <see cref="RuleTable"/>.</summary>
public static class RuleTableReader
{
    public static bool TryRead(SourceNode node, HonourClasses honours, RuleDiagnostics diagnostics, out RuleTable value)
    {
        var rows = Scalars.List(node, item => ReadRow(item, honours, diagnostics), diagnostics);
        value = new RuleTable(rows ?? []);
        return rows is not null;
    }

    private static RuleTableRow? ReadRow(SourceNode node, HonourClasses honours, RuleDiagnostics diagnostics)
    {
        if (MapReader.Open(node, diagnostics) is null) return null;
        var columns = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var inWords = new List<string>();
        foreach (var member in node.Members)
        {
            if (Scalars.Words(member.Value, diagnostics) is not { } words) return null;
            columns[member.Key] = words;
            inWords.Add($"{member.Key}为{string.Join('或', words.Select(w => honours.TryGetClass(w, out var found) ? found.Title : w))}");
        }
        return new RuleTableRow(columns.ToImmutable(), string.Join('，', inWords), node.Place);
    }
}
