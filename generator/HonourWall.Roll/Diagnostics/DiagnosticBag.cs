using System.Collections.Immutable;

namespace HonourWall.Roll.Diagnostics;

/// <summary>Collects the diagnostics of one stage; safe to fill from several threads, ordered by place when taken out.</summary>
public sealed class DiagnosticBag
{
    private readonly Lock _lock = new();
    private readonly List<Diagnostic> _items = [];

    public void Add(Diagnostic diagnostic)
    {
        lock (_lock) _items.Add(diagnostic);
    }

    public void Add(string code, ContentPlace place, params ReadOnlySpan<string> arguments) =>
        Add(new Diagnostic(code, place, [.. arguments]));

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        lock (_lock) _items.AddRange(diagnostics);
    }

    public bool HasErrors => Has(Severity.Error);

    public bool Has(Severity severity)
    {
        lock (_lock) return _items.Exists(d => d.Severity == severity);
    }

    /// <summary>By place, then code; the same mistake at the same place once.</summary>
    public ImmutableArray<Diagnostic> ToImmutable()
    {
        lock (_lock)
        {
            return [.. _items
                .OrderBy(d => d.Place).ThenBy(d => d.Code, StringComparer.Ordinal).ThenBy(d => string.Join('\u001f', d.Arguments), StringComparer.Ordinal)
                .DistinctBy(d => (d.Code, d.Place, string.Join('\u001f', d.Arguments)))];
        }
    }
}
