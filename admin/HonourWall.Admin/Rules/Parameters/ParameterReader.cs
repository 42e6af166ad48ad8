using System.Collections.Immutable;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Parameters;

/// <summary>
/// Reads the <c>parameters</c> of one pack. Versions stand oldest first and meet without a gap or an overlap; each has a basis. Only the
/// first may have a <c>since</c> of 未注明, which must be written: a forgotten date is not an unknown one.
/// </summary>
public sealed class ParameterReader(string pack, IReadOnlyDictionary<string, Basis> bases, HonourClasses honours, RuleDiagnostics diagnostics)
{
    private readonly HashSet<string> _citedBases = new(StringComparer.Ordinal);

    /// <summary>The ids of the bases that some version cites.</summary>
    public IReadOnlySet<string> CitedBases => _citedBases;

    public Parameter? Read(SourceMember member)
    {
        if (MapReader.Open(member.Value, diagnostics) is not { } map) return null;
        var (title, kind, versions) = (map.RequireText("title"), map.Require("kind"), map.Require("versions"));
        map.Close();
        if (kind is null || versions is null) return null;
        return kind.Text switch
        {
            "money" => Read(ParameterKinds.Money),
            "percent" => Read(ParameterKinds.Percent),
            "number" => Read(ParameterKinds.Number),
            "words" => Read(ParameterKinds.Words),
            "honours" => Read(ParameterKinds.Honours),
            "table" => Read(ParameterKinds.Table),
            _ => Unknown(),
        };

        Parameter Read<T>(ParameterKind<T> type) => new Parameter<T>($"{pack}/{member.Key}", title, member.Place, type, ReadVersions(versions, type));

        Parameter? Unknown()
        {
            diagnostics.AddUnknown("HR105", kind.Place, kind.Text, ["money", "percent", "number", "words", "honours", "table"]);
            return null;
        }
    }

    private ImmutableArray<DatedValue<T>> ReadVersions<T>(SourceNode node, ParameterKind<T> kind)
    {
        var versions = Scalars.List(node, item => ReadVersion(item, kind), diagnostics) ?? [];
        if (node is { Kind: NodeKind.List, Items.Length: 0 })
            diagnostics.Add("HR105", node.Place, "[]", new Wording("至少一版", "at least one version"));
        return JoinVersions(versions);
    }

    private DatedValue<T>? ReadVersion<T>(SourceNode node, ParameterKind<T> kind)
    {
        if (MapReader.Open(node, diagnostics) is not { } map) return null;
        var (sinceNode, untilNode, valueNode, basisNode) = (map.Require("since"), map.Find("until"), map.Require("is"), map.Find("basis"));
        var open = map.Find("default") is { } d ? Scalars.Text(d, diagnostics) : null;
        map.Close();
        var isStated = sinceNode is { Text: not DatedValue<T>.Unstated };
        var since = sinceNode is not null && isStated ? Scalars.Date(sinceNode, diagnostics) : null;
        var until = untilNode is null ? null : Scalars.Date(untilNode, diagnostics);
        var basis = ReadBasis(node.Place, basisNode);
        if (valueNode is null || !kind.Read(valueNode, honours, diagnostics, out var value) || basis is null || sinceNode is null) return null;
        if ((isStated && since is null) || (untilNode is not null && until is null)) return null;
        return new DatedValue<T>(since, until, value, basis, open, sinceNode.Place);
    }

    private Basis? ReadBasis(ContentPlace version, SourceNode? node)
    {
        if (node is null)
        {
            diagnostics.Add("HR203", version);
            return null;
        }
        if (bases.TryGetValue(node.Text, out var basis))
        {
            _citedBases.Add(node.Text);
            return basis;
        }
        diagnostics.AddUnknown("HR204", node.Place, node.Text, bases.Keys);
        return null;
    }

    /// <summary>Closes each version the day before the next one, and reports where two do not meet.</summary>
    private ImmutableArray<DatedValue<T>> JoinVersions<T>(ImmutableArray<DatedValue<T>> versions)
    {
        var joined = versions.ToBuilder();
        for (var i = 0; i < versions.Length; i++)
        {
            var version = versions[i];
            if (version is { Since: { } from, Until: { } to } && to < from) diagnostics.Add("HR201", version.Place, version.SinceInWords, version.UntilInWords!); // Until is not null here.
            if (i == 0) continue;
            var before = versions[i - 1];
            if (version.Since is not { } since || (before.Since is { } earlier && since <= earlier) || before.Until >= since)
                diagnostics.Add("HR201", version.Place, version.SinceInWords, before.UntilInWords ?? before.SinceInWords);
            else if (before.Until is { } until && until.AddDays(1) < since)
                diagnostics.Add("HR202", version.Place, before.UntilInWords!, version.SinceInWords); // Until is not null here.
            else
                joined[i - 1] = before with { Until = since.AddDays(-1) };
        }
        return joined.ToImmutable();
    }
}
