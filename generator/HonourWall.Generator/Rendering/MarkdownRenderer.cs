using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;
using HonourWall.Site;
using Markdig;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace HonourWall.Generator.Rendering;

/// <summary>Editors' Markdown → HTML with numbered sources and links that work from the page; the only maker of raw HTML.</summary>
/// <param name="answers">Whether a page stands at an address: a link to another one is HW401.</param>
/// <param name="hasPlace">Whether the page at an address has a place of that name: a link to another one is HW403.</param>
/// <param name="gaps">What could not be read: a link that may lead there is no second mistake.</param>
public sealed class MarkdownRenderer(Predicate<string> answers, Func<string, string, bool> hasPlace, IReadOnlyDictionary<string, PublishedPicture> pictures, IReadOnlyDictionary<SourceId, Source> sources, DiagnosticBag diagnostics, ReadingGaps? gaps)
{
    private static readonly MarkdownPipeline Pipeline = BuildPipeline();
    private static readonly Dictionary<string, MarkdownText> NoFootnotes = [];

    /// <summary>Finding the renderer of each kind of node takes longer than most texts: one for all texts of a thread.</summary>
    [ThreadStatic]
    private static (HtmlRenderer Renderer, StringBuilder Written)? _html;

    [ThreadStatic]
    private static StringBuilder? _plain;

    /// <param name="citations">Numbers the sources of the page; null where a text is shown without them.</param>
    /// <param name="home">The address of the page that the text belongs to, from which its own links and pictures are named, where it is shown on another.</param>
    public Prose Read(MarkdownText markdown, Frame frame, Citations? citations, string? home = null)
    {
        if (markdown.IsEmpty) return Prose.Empty;
        var from = home ?? frame.Address;
        var refersTo = RefersTo(markdown, from);
        if (citations is null) return new Prose(markdown, refersTo, () => Render(markdown, frame, from, null));
        (MarkupString, string) rendered = default;
        citations.Then(() => rendered = Render(markdown, frame, from, citations));
        return new Prose(markdown, refersTo, () =>
        {
            citations.Run();
            return rendered;
        });
    }

    /// <summary>What stands outside of a text and shows in it.</summary>
    /// <param name="from">The address of the page that it belongs to.</param>
    public ImmutableArray<object?> RefersTo(MarkdownText markdown, string from) => markdown.IsEmpty ? [] : ProseReferences.Of(markdown.Marks, sources,
        url => !IsElsewhere(url) && Target(url, from) is { } target && AddressOf(target) is { } address ? (answers(address), pictures.GetValueOrDefault(address), IsPlace(url, target, address)) : null);

    /// <summary>A place on the page of the text itself changes with the text.</summary>
    private bool IsPlace(string url, Uri target, string address) => target.Fragment.Length == 0 || url[0] == '#' || hasPlace(address, target.Fragment[1..]);

    /// <summary>The words of a text without marks, as <see cref="Prose.Plain"/>, of a text that is not shown itself.</summary>
    /// <param name="home">As in <see cref="Read"/>.</param>
    public string PlainOf(MarkdownText markdown, Frame frame, string home) => Resolved(markdown, frame, home, null).Plain;

    private (MarkupString Html, string Plain) Render(MarkdownText markdown, Frame frame, string from, Citations? citations) =>
        Resolved(markdown, frame, from, citations) is ({ } document, var plain) ? ((MarkupString)ToHtml(document), plain) : (default, "");

    private (MarkdownDocument? Document, string Plain) Resolved(MarkdownText markdown, Frame frame, string from, Citations? citations)
    {
        var (text, footnotes) = TakeFootnotes(markdown);
        if (Parse(text) is not { } document)
        {
            diagnostics.Add("HW402", markdown.Place);
            return (null, "");
        }
        ChineseSpacing.Close(document);
        HeadingAnchors.Set(document);
        var plain = _plain ?? new StringBuilder();
        _plain = null; // a footnote is a text within the text
        foreach (var node in document.Descendants())
        {
            switch (node)
            {
                case CitationInline citation:
                    citation.Number = citations is null ? 0 : Number(citation.Id, footnotes, frame, from, citations);
                    break;
                case LinkInline link:
                    Resolve(link, text, markdown.Place, frame, from);
                    break;
                case AutolinkInline { IsEmail: false } link when !IsElsewhere(link.Url):
                    diagnostics.Add("HW401", PlaceOf(link, text, markdown.Place), link.Url);
                    break;
                case LiteralInline literal:
                    plain.Append(literal.Content.AsSpan());
                    break;
                case LineBreakInline when plain.Length > 0 && !ChineseSpacing.IsEndOfSentence(plain[^1]):
                    plain.Append(' ');
                    break;
                // Snippets show the break as a blank, which stands between Chinese sentences nowhere.
                case LeafBlock when plain.Length > 0 && plain[^1] != '\n' && !ChineseSpacing.IsEndOfSentence(plain[^1]):
                    plain.Append('\n');
                    break;
            }
        }
        var words = Trimmed(plain);
        _plain = plain.Clear();
        return (document, words);
    }

    private static string Trimmed(StringBuilder text)
    {
        var (begin, end) = (0, text.Length);
        while (begin < end && char.IsWhiteSpace(text[begin])) begin++;
        while (end > begin && char.IsWhiteSpace(text[end - 1])) end--;
        return text.ToString(begin, end - begin);
    }

    /// <summary>Null for what nobody writes by hand: thousands of brackets or quotes within each other.</summary>
    private static MarkdownDocument? Parse(string text)
    {
        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's way of saying that its limit of depth is reached.
            return null;
        }
    }

    private int Number(string id, Dictionary<string, MarkdownText> footnotes, Frame frame, string from, Citations citations)
    {
        if (footnotes.TryGetValue(id, out var note))
        {
            return citations.NumberOf(id, Render(note, frame, from, citations).Html);
        }
        // The linker has reported a mark that names no source.
        return SourceId.TryParse(id, out var sourceId) && sources.TryGetValue(sourceId, out var source) ? citations.NumberOf(source) : 0;
    }

    private static bool IsElsewhere(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https" or "mailto" or "tel";

    /// <summary>Where a link leads, seen from an address; on a host of our own invention when it leads to this site.</summary>
    private static Uri? Target(string url, string from) => Uri.TryCreate(new Uri("http://site" + from), url, out var target) ? target : null;

    private static string? AddressOf(Uri? target) => target?.Host == "site" ? Uri.UnescapeDataString(target.AbsolutePath) : null;

    private void Resolve(LinkInline link, string text, ContentPlace place, Frame frame, string from)
    {
        var url = link.Url ?? "";
        if (IsElsewhere(url)) return;
        var target = Target(url, from);
        var address = AddressOf(target);
        if (address is null || !answers(address))
        {
            if (link.IsImage && (address is null || !url.StartsWith('/'))) return; // the linker has reported a file that is not there, and pictures of others
            if (address is null || gaps?.MayAnswer(address) != true) diagnostics.Add("HW401", PlaceOf(link, text, place), url);
            return;
        }
        if (pictures.TryGetValue(address, out var picture))
        {
            if (link.IsImage) PictureInlineRenderer.Attach(link, picture, frame);
            link.Url = frame.To(picture.Address);
            return;
        }
        var fragment = target!.Fragment; // it has an address
        if (fragment.Length > 0 && !hasPlace(address, fragment[1..])) diagnostics.Add("HW403", PlaceOf(link, text, place), address, Uri.UnescapeDataString(fragment));
        link.Url = address == frame.Address && fragment.Length > 0 ? fragment : frame.To(address) + fragment;
    }

    /// <param name="begin">Where the text begins: a footnote does within a line, and every line of a block in YAML is indented as its first.</param>
    private static ContentPlace PlaceOf(Inline link, string text, ContentPlace begin)
    {
        var before = text.AsSpan(0, link.Span.Start);
        return new(begin.File, begin.Line + before.Count('\n'), begin.Column + CountRunes(before[(before.LastIndexOf('\n') + 1)..]), CountRunes(text.AsSpan(link.Span.Start, link.Span.Length)));
    }

    private static int CountRunes(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }

    /// <summary>Takes lines such as <c>[^a]: text</c> out of the text; blank lines stay in their place, so that line numbers hold.</summary>
    private static (string Text, Dictionary<string, MarkdownText> Footnotes) TakeFootnotes(MarkdownText markdown)
    {
        var (text, place) = (markdown.Text, markdown.Place);
        if (!text.Contains("]:", StringComparison.Ordinal)) return (text, NoFootnotes);
        var footnotes = new Dictionary<string, MarkdownText>(StringComparer.Ordinal);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("[^", StringComparison.Ordinal)) continue;
            var end = lines[i].IndexOf("]:", StringComparison.Ordinal);
            if (end < 3) continue;
            var note = lines[i][(end + 2)..].TrimStart();
            var column = lines[i].Length - note.Length;
            footnotes[lines[i][2..end]] = new MarkdownText(note.TrimEnd(), place with { Line = place.Line + i, Column = place.Column + column });
            lines[i] = "";
        }
        return (string.Join('\n', lines), footnotes);
    }

    private static string ToHtml(MarkdownDocument document)
    {
        var (renderer, written) = _html ?? BuildRenderer();
        _html = null; // one that fails is not used again
        renderer.Render(document);
        var html = written.ToString();
        renderer.EnsureLine(); // so that it begins the next text as it began this one
        written.Clear();
        _html = (renderer, written);
        return html;
    }

    private static (HtmlRenderer, StringBuilder) BuildRenderer()
    {
        var written = new StringBuilder(16 * 1024);
        var renderer = new HtmlRenderer(new StringWriter(written, CultureInfo.InvariantCulture));
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Insert(0, new CitationRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new PictureInlineRenderer());
        return (renderer, written);
    }

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml().UseCjkFriendlyEmphasis().UsePipeTables().UsePreciseSourceLocation();
        builder.InlineParsers.Insert(0, new CitationParser());
        // A paragraph that begins with four blanks is one from a word processor, not code.
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        return builder.Build();
    }
}
