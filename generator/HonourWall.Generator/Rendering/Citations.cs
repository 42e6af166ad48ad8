using System.Collections.Immutable;
using HonourWall.Site;
using Microsoft.AspNetCore.Components;

namespace HonourWall.Generator.Rendering;

/// <summary>Numbers the sources of one page in order of first mention.</summary>
public sealed class Citations
{
    private readonly List<SourceNote> _notes = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public int NumberOf(Source source) => NumberOf(source.Id.Value, number => new SourceNote(number, source, null));

    /// <summary>A footnote with a text of its own.</summary>
    public int NumberOf(string footnote, MarkupString text) => NumberOf("^" + footnote, number => new SourceNote(number, null, text));

    public Citations Add(ImmutableArray<Source> sources)
    {
        foreach (var source in sources) NumberOf(source);
        return this;
    }

    public SourceList Build() => _notes.Count == 0 ? SourceList.Empty : new SourceList([.. _notes]);

    private int NumberOf(string key, Func<int, SourceNote> note)
    {
        if (_numbers.TryGetValue(key, out var number)) return number;
        number = _notes.Count + 1;
        _notes.Add(note(number));
        _numbers.Add(key, number);
        return number;
    }
}
