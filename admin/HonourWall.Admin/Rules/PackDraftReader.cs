using System.Collections.Immutable;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Parameters;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules;

/// <summary>Reads one pack file up to its blocks.</summary>
public sealed class PackDraftReader(HonourClasses honours, RuleDiagnostics diagnostics)
{
    private static readonly ImmutableDictionary<string, ResultForm> Forms = new Dictionary<string, ResultForm>
    {
        ["amount"] = ResultForm.Amount,
        ["amounts"] = ResultForm.Amounts,
        ["yes-no"] = ResultForm.YesNo,
        ["list"] = ResultForm.List,
        ["places"] = ResultForm.Places,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public PackDraft? Read(PackFile file, SourceNode document)
    {
        if (MapReader.Open(document, diagnostics) is not { } map) return null;
        var id = map.RequireText("pack");
        var (bases, basesNode) = ReadBases(map);
        var (parameters, cited) = ReadParameters(id, map, bases);
        foreach (var member in basesNode?.Members ?? [])
            if (!cited.Contains(member.Key)) diagnostics.Add("HR208", member.Place, member.Key);
        var draft = new PackDraft
        {
            File = file,
            Node = document,
            Id = id,
            Title = map.RequireText("title"),
            Scope = map.RequireText("scope"),
            Rules = map.Require("rules") is { } rules ? Scalars.Words(rules, diagnostics) ?? [] : [],
            Question = ReadQuestion(map),
            Gives = ReadForm(map),
            DatedBy = map.Find("dated-by"),
            Facts = ReadFacts(map),
            Parameters = parameters,
            Steps = map.Find("asks") is null ? null : map.Require("steps"),
        };
        map.Close();
        return draft;
    }

    private (Dictionary<string, Basis>, SourceNode?) ReadBases(MapReader map)
    {
        var bases = new Dictionary<string, Basis>(StringComparer.Ordinal);
        var node = map.Require("bases");
        if (node is null || MapReader.Open(node, diagnostics) is null) return (bases, null);
        foreach (var member in node.Members)
        {
            if (MapReader.Open(member.Value, diagnostics) is not { } basis) continue;
            var sources = basis.Require("sources") is { } s ? Scalars.Words(s, diagnostics) ?? [] : [];
            bases[member.Key] = new Basis(basis.RequireText("document"), basis.RequireText("article"), sources);
            basis.Close();
        }
        return (bases, node);
    }

    private (ImmutableArray<Parameter>, IReadOnlySet<string>) ReadParameters(string pack, MapReader map, Dictionary<string, Basis> bases)
    {
        var reader = new ParameterReader(pack, bases, honours, diagnostics);
        ImmutableArray<Parameter> parameters = map.Find("parameters") is { } node && MapReader.Open(node, diagnostics) is not null
            ? [.. node.Members.Select(reader.Read).OfType<Parameter>()]
            : [];
        return (parameters, reader.CitedBases);
    }

    private ImmutableArray<Fact> ReadFacts(MapReader map)
    {
        var reader = new FactReader(diagnostics);
        return map.Find("facts") is { } node && MapReader.Open(node, diagnostics) is not null
            ? [.. node.Members.Select(reader.Read).OfType<Fact>()]
            : [];
    }

    /// <summary><c>asks: { benefit: fire }</c>.</summary>
    private Question? ReadQuestion(MapReader map)
    {
        if (map.Find("asks") is not { } node || MapReader.Open(node, diagnostics) is null) return null;
        if (node.Members is [var only] && Question.Kinds.Contains(only.Key))
            return Scalars.Text(only.Value, diagnostics) is { } code ? new Question(only.Key, code) : null;
        diagnostics.Add("HR105", node.Place, string.Join('、', node.Members.Select(m => m.Key)), string.Join('、', Question.Kinds));
        return null;
    }

    private ResultForm ReadForm(MapReader map)
    {
        if (map.Find("asks") is null || map.Require("gives") is not { } node) return ResultForm.Amount;
        if (Forms.TryGetValue(node.Text, out var form)) return form;
        diagnostics.AddUnknown("HR105", node.Place, node.Text, Forms.Keys);
        return ResultForm.Amount;
    }
}
