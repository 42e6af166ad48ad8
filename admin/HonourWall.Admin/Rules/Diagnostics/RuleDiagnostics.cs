using System.Collections;
using System.Collections.Immutable;

namespace HonourWall.Admin.Rules.Diagnostics;

/// <summary>Collects what one reading finds wrong, so that one run shows every mistake. For one thread.</summary>
public sealed class RuleDiagnostics : IEnumerable<RuleDiagnostic>
{
    private readonly List<RuleDiagnostic> _items = [];

    public int Count => _items.Count;

    public void Add(string code, ContentPlace place, params ReadOnlySpan<Wording> arguments) =>
        _items.Add(new RuleDiagnostic(code, place, [.. arguments]));

    /// <summary>The word that was given is none of <paramref name="known"/> ({1}); proposes the closest.</summary>
    public void AddUnknown(string code, ContentPlace place, string given, IEnumerable<string> known)
    {
        var words = known.Order(StringComparer.Ordinal).ToList();
        _items.Add(new RuleDiagnostic(code, place, [given, new(string.Join('、', words), string.Join(", ", words))], ClosestWord.Find(given, words)));
    }

    /// <summary>By place, then code.</summary>
    public ImmutableArray<RuleDiagnostic> ToImmutable() =>
        [.. _items.OrderBy(d => d.Place).ThenBy(d => d.Code, StringComparer.Ordinal)];

    public IEnumerator<RuleDiagnostic> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
