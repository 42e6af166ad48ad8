using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace HonourWall.Site;

/// <summary>An editor's text as a page shows it. It is rendered when something of it is first asked for, and what it depends on is known before.</summary>
public sealed class Prose
{
    private readonly MarkdownText _text;
    private readonly ImmutableArray<object?> _refersTo;
    private readonly Lazy<(MarkupString Html, string Plain)> _rendered;

    /// <param name="refersTo">What stands outside of the text and shows in it: sources, addresses that answer, sizes of pictures.</param>
    public Prose(MarkdownText text, ImmutableArray<object?> refersTo, Func<(MarkupString Html, string Plain)> render)
    {
        _text = text;
        _refersTo = refersTo;
        _rendered = new Lazy<(MarkupString, string)>(render); // Empty is shared between threads
    }

    public static readonly Prose Empty = new(MarkdownText.Empty, [], () => (default, ""));

    public MarkupString Html => _rendered.Value.Html;

    /// <summary>The same words without marks, for search and descriptions.</summary>
    public string Plain => _rendered.Value.Plain;

    public bool IsEmpty => _text.IsEmpty || Plain.Length == 0;
}
