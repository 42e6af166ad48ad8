using System.Collections.Immutable;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Honours;

/// <summary>
/// Reads the classes of honours. A name may hold one list of words: with <c>区: [密云, 平谷]</c>, <c>"{区}劳动奖章"</c> stands for
/// 密云劳动奖章 and 平谷劳动奖章.
/// </summary>
public sealed class HonourClassesReader
{
    private readonly RuleDiagnostics _diagnostics;
    private readonly Dictionary<string, ImmutableArray<string>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HonourClass> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HonourClass> _byAward = new(StringComparer.Ordinal);

    private HonourClassesReader(RuleDiagnostics diagnostics) => _diagnostics = diagnostics;

    /// <summary>Reads the document whose only key is <c>honours</c>.</summary>
    public static HonourClasses Read(SourceNode document, RuleDiagnostics diagnostics)
    {
        var reader = new HonourClassesReader(diagnostics);
        if (MapReader.Open(document, diagnostics) is { } top)
        {
            if (top.Require("honours") is { } honours && MapReader.Open(honours, diagnostics) is { } map) reader.ReadAll(map);
            top.Close();
        }
        return new HonourClasses(reader._classes.Values, reader._byAward);
    }

    private void ReadAll(MapReader map)
    {
        if (map.Find("words") is { } words && MapReader.Open(words, _diagnostics) is not null)
            foreach (var list in words.Members)
                if (Scalars.Words(list.Value, _diagnostics) is { } items) _words[list.Key] = items;
        if (map.Require("classes") is { } classes && MapReader.Open(classes, _diagnostics) is not null)
            foreach (var member in classes.Members) ReadClass(member);
        map.Close();
    }

    private void ReadClass(SourceMember member)
    {
        if (MapReader.Open(member.Value, _diagnostics) is not { } map) return;
        var honours = new HonourClass(member.Key, map.RequireText("title"));
        _classes[honours.Id] = honours;
        if (map.Require("names") is { Kind: NodeKind.List } names)
        {
            foreach (var name in names.Items)
                if (Scalars.Text(name, _diagnostics) is { } text)
                    foreach (var award in Expand(text, name)) Add(award, honours, name);
        }
        map.Close();
    }

    private IEnumerable<string> Expand(string text, SourceNode name)
    {
        var (open, close) = (text.IndexOf('{', StringComparison.Ordinal), text.IndexOf('}', StringComparison.Ordinal));
        if (open < 0 || close < open) return [text];
        var list = text[(open + 1)..close];
        if (_words.TryGetValue(list, out var words)) return words.Select(word => text[..open] + word + text[(close + 1)..]);
        _diagnostics.AddUnknown("HR105", name.Place, list, _words.Keys);
        return [];
    }

    private void Add(string award, HonourClass honours, SourceNode name)
    {
        if (!_byAward.TryAdd(award, honours)) _diagnostics.Add("HR106", name.Place, award);
    }
}
