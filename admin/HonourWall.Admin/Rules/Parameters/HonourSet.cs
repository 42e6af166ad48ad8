using System.Collections.Immutable;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Parameters;

/// <summary>The classes of honours that a rule names (一组荣誉).</summary>
public sealed record HonourSet(ImmutableArray<HonourClass> Classes)
{
    public bool Contains(HonourClass? honours) => honours is not null && Classes.Any(c => c.Id == honours.Id);

    public override string ToString() => string.Join('、', Classes.Select(c => c.Title));

    /// <summary>The class that a node names by its id; null after a diagnostic.</summary>
    public static HonourClass? FindClass(SourceNode node, HonourClasses honours, RuleDiagnostics diagnostics)
    {
        if (Scalars.Text(node, diagnostics) is not { } id) return null;
        if (honours.TryGetClass(id, out var found)) return found;
        diagnostics.AddUnknown("HR209", node.Place, id, honours.Ids);
        return null;
    }
}
