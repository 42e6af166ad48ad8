using System.Globalization;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace HonourWall.Generator.Rendering;

/// <summary>A footnote mark <c>[^source-id]</c> in a text.</summary>
public sealed class CitationInline(string id) : LeafInline
{
    public string Id { get; } = id;

    /// <summary>Its number on the page; 0 until the page is numbered, and for a mark that names no source.</summary>
    public int Number { get; set; }
}

/// <summary>Finds the marks before Markdig takes them for links.</summary>
public sealed class CitationParser : InlineParser
{
    public CitationParser() => OpeningCharacters = ['['];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (slice.PeekChar() != '^') return false;
        var end = slice.Start + 2;
        while (end <= slice.End && slice.Text[end] is not (']' or '[' or ' ' or '\n')) end++;
        if (end > slice.End || slice.Text[end] != ']' || end == slice.Start + 2) return false;
        var inline = new CitationInline(slice.Text.Substring(slice.Start + 2, end - slice.Start - 2))
        {
            Span = { Start = processor.GetSourcePosition(slice.Start, out var line, out var column), End = processor.GetSourcePosition(end) },
            Line = line,
            Column = column,
        };
        processor.Inline = inline;
        slice.Start = end + 1;
        return true;
    }
}

/// <summary>The number, tied to its sentence by a word joiner so that it never opens a line.</summary>
public sealed class CitationRenderer : HtmlObjectRenderer<CitationInline>
{
    protected override void Write(HtmlRenderer renderer, CitationInline obj)
    {
        if (obj.Number == 0) return;
        renderer.Write("\u2060<sup class=\"marks\"><a href=\"#s").Write(obj.Number.ToString(CultureInfo.InvariantCulture)).Write("\" aria-label=\"出处 ").Write(obj.Number.ToString(CultureInfo.InvariantCulture)).Write("\">").Write(obj.Number.ToString(CultureInfo.InvariantCulture)).Write("</a></sup>");
    }
}
