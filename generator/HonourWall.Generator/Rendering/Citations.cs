using System.Collections.Immutable;
using HonourWall.Site;
using Microsoft.AspNetCore.Components;

namespace HonourWall.Generator.Rendering;

/// <summary>
/// Numbers the sources of one page in order of first mention. What is added is only remembered: texts are rendered and sources numbered, in
/// the order in which they were added, when the page first asks for one of them.
/// </summary>
public sealed class Citations
{
    private readonly List<ImmutableArray<Source>> _added = [];
    private readonly Queue<Action> _waiting = [];
    private readonly List<SourceNote> _notes = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public Citations Add(ImmutableArray<Source> sources)
    {
        // Rows of one batch mostly have the sources of that batch.
        if (_added.Count > 0 && _added[^1] == sources) return this;
        _added.Add(sources);
        Then(() =>
        {
            foreach (var source in sources) NumberOf(source);
        });
        return this;
    }

    /// <summary>Does something when all that was added before is numbered.</summary>
    public void Then(Action step) => _waiting.Enqueue(step);

    /// <summary>Numbers what is still waiting.</summary>
    public void Run()
    {
        while (_waiting.TryDequeue(out var step)) step();
    }

    public int NumberOf(Source source) => NumberOf(source.Id.Value, source, null);

    /// <summary>A footnote with a text of its own.</summary>
    public int NumberOf(string footnote, MarkupString text) => NumberOf("^" + footnote, null, text);

    public SourceList Build() => new([.. _added], () =>
    {
        Run();
        return [.. _notes];
    });

    private int NumberOf(string key, Source? source, MarkupString? text)
    {
        if (_numbers.TryGetValue(key, out var number)) return number;
        number = _notes.Count + 1;
        _notes.Add(new SourceNote(number, source, text));
        _numbers.Add(key, number);
        return number;
    }
}
