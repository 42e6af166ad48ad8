using HonourWall.Admin.Rules.Diagnostics;

namespace HonourWall.Admin.Rules.Reading;

/// <summary>
/// Takes the keys of one map, each by its name; <see cref="Close"/> reports the keys that nobody asked for. An explicit null counts as absent.
/// </summary>
public sealed class MapReader
{
    private readonly SourceNode _map;
    private readonly RuleDiagnostics _diagnostics;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private MapReader(SourceNode map, RuleDiagnostics diagnostics) => (_map, _diagnostics) = (map, diagnostics);

    /// <returns>Null when the node is no map; then that is reported.</returns>
    public static MapReader? Open(SourceNode node, RuleDiagnostics diagnostics)
    {
        if (node.Kind == NodeKind.Map) return new MapReader(node, diagnostics);
        diagnostics.Add("HR104", node.Place, node.Describe, new Wording("映射 {…}", "a map {…}"));
        return null;
    }

    public SourceNode Map => _map;

    public SourceNode? Find(string key)
    {
        _asked.Add(key);
        foreach (var member in _map.Members)
            if (member.Key == key) return member.Value.Kind == NodeKind.Nothing ? null : member.Value;
        return null;
    }

    public SourceNode? Require(string key)
    {
        var value = Find(key);
        if (value is null) _diagnostics.Add("HR103", _map.Place, key);
        return value;
    }

    /// <summary>The text under a key that must be there; empty after a diagnostic.</summary>
    public string RequireText(string key) => Require(key) is { } node ? Scalars.Text(node, _diagnostics) ?? "" : "";

    public void Close()
    {
        foreach (var member in _map.Members)
            if (!_asked.Contains(member.Key)) _diagnostics.AddUnknown("HR102", member.Place, member.Key, _asked);
    }
}
