using System.Collections.Immutable;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Parameters;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>
/// What the blocks of one pack can be joined with: its facts, its own parameters by their short names, those of other packs as
/// <c>pack/name</c>. It remembers what was used, so that what nobody uses can be reported.
/// </summary>
public sealed class BlockContext(PackDraft pack, IReadOnlyDictionary<string, Parameter> allParameters, HonourClasses honours, RuleDiagnostics diagnostics)
{
    private readonly List<Parameter> _parameters = [];
    private readonly HashSet<string> _facts = new(StringComparer.Ordinal);

    public PackDraft Pack => pack;

    public HonourClasses Honours => honours;

    public RuleDiagnostics Diagnostics => diagnostics;

    public IReadOnlyList<Parameter> UsedParameters => _parameters;

    public IReadOnlySet<string> UsedFacts => _facts;

    public Fact? Fact(SourceNode? node)
    {
        if (node is null) return null;
        if (pack.Facts.FirstOrDefault(f => f.Id == node.Text) is { } found)
        {
            _facts.Add(found.Id);
            return found;
        }
        diagnostics.AddUnknown("HR207", node.Place, node.Text, pack.Facts.Select(f => f.Id));
        return null;
    }

    /// <summary>The fact that a node names, of that type.</summary>
    /// <param name="optional">Whether the block knows what to conclude when a case does not state it.</param>
    public Fact<T>? Fact<T>(SourceNode? node, bool optional) where T : notnull
    {
        if (node is null || Fact(node) is not { } untyped) return null;
        if (untyped is not Fact<T> fact)
        {
            diagnostics.Add("HR206", node.Place, untyped.Id, untyped.KindName);
            return null;
        }
        if (optional || !fact.Optional || fact.Fallback is Difference) return fact;
        diagnostics.Add("HR210", node.Place, fact.Id);
        return null;
    }

    public Parameter<T>? Parameter<T>(SourceNode? node)
    {
        if (node is null) return null;
        var id = node.Text.Contains('/', StringComparison.Ordinal) ? node.Text : $"{pack.Id}/{node.Text}";
        if (!allParameters.TryGetValue(id, out var untyped))
        {
            diagnostics.AddUnknown("HR205", node.Place, node.Text, allParameters.Keys.Select(ShortName));
            return null;
        }
        if (!_parameters.Contains(untyped)) _parameters.Add(untyped);
        if (untyped is Parameter<T> parameter) return parameter;
        diagnostics.Add("HR206", node.Place, node.Text, untyped.KindName);
        return null;
    }

    /// <summary>Every word of every version must be one of these.</summary>
    public void CheckWords(Parameter<ImmutableArray<string>>? parameter, IEnumerable<string>? known)
    {
        if (parameter is null || known is null) return;
        var words = known.ToList();
        foreach (var version in parameter.Values)
            foreach (var word in version.Value.Where(w => !words.Contains(w)))
                diagnostics.AddUnknown("HR105", version.Place, word, words);
    }

    /// <summary>Every column of every row must be a fact of the block, every word one that the fact can have.</summary>
    public void CheckTable(Parameter<RuleTable>? table, IReadOnlyCollection<Fact> columns)
    {
        foreach (var version in table?.Values ?? [])
            foreach (var row in version.Value.Rows)
                foreach (var (column, words) in row.Columns)
                {
                    if (columns.FirstOrDefault(f => f.Name == column) is not { HasKeys: true } fact)
                        diagnostics.AddUnknown("HR207", row.Place, column, columns.Select(f => f.Name));
                    else if (fact.KnownKeys(honours)?.ToList() is { } known)
                        foreach (var word in words.Where(w => !known.Contains(w))) diagnostics.AddUnknown("HR105", row.Place, word, known);
                }
    }

    private string ShortName(string id) => id.StartsWith(pack.Id + "/", StringComparison.Ordinal) ? id[(pack.Id.Length + 1)..] : id;
}
