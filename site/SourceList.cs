using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace HonourWall.Site;

/// <summary>One numbered entry under 出处: a source of sources.csv, or a footnote with a text of its own.</summary>
public sealed record SourceNote(int Number, Source? Source, MarkupString? Text);

/// <summary>Everything a page cites, in order of first mention; numbered when it is first asked for.</summary>
public sealed class SourceList
{
    private readonly ImmutableArray<ImmutableArray<Source>> _cited;
    private readonly Lazy<ImmutableArray<SourceNote>> _notes;

    /// <param name="cited">The sources that are not those of a text.</param>
    public SourceList(ImmutableArray<ImmutableArray<Source>> cited, Func<ImmutableArray<SourceNote>> number)
    {
        _cited = cited;
        _notes = new Lazy<ImmutableArray<SourceNote>>(number); // Empty is shared between threads
    }

    public static readonly SourceList Empty = new([], () => []);

    public ImmutableArray<SourceNote> Notes => _notes.Value;

    /// <summary>0 when the page does not cite it.</summary>
    public int NumberOf(Source source)
    {
        foreach (var note in Notes)
        {
            if (note.Source?.Id == source.Id) return note.Number;
        }
        return 0;
    }
}
