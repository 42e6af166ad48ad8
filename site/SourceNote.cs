using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace HonourWall.Site;

/// <summary>One numbered entry under 出处: a source of sources.csv, or a footnote with a text of its own.</summary>
public sealed record SourceNote(int Number, Source? Source, MarkupString? Text);

/// <summary>Rendered Markdown and what it cites.</summary>
/// <param name="Plain">The same words without marks, for search and descriptions.</param>
public sealed record Prose(MarkupString Html, string Plain)
{
    public static readonly Prose Empty = new(default, "");

    public bool IsEmpty => Plain.Length == 0;
}

/// <summary>Everything a page cites, in order of first mention.</summary>
public sealed record SourceList(ImmutableArray<SourceNote> Notes)
{
    public static readonly SourceList Empty = new([]);

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
