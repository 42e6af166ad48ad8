using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using HonourWall.Site;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;

// These analyzers speak for pages that a live renderer draws; what its frames are called may change with a new version of the framework,
// which the approved pages of tests/samples/small-union would show.
#pragma warning disable BL0005, BL0006

namespace HonourWall.Generator.Rendering;

/// <summary>
/// Draws a page component to UTF-8 HTML: asks each part for its frames and writes them as they come. Safe to use from several threads.
/// </summary>
/// <remarks>
/// The framework's <c>HtmlRenderer</c> keeps every component, compares each drawing with the one before and queues what changed, for pages
/// that live on; ours are drawn once. See docs/decisions/0002-parts-written-as-they-come.md.
/// </remarks>
public static class PageRenderer
{
    // What HTML calls void elements; an empty one of any other name needs its end tag.
    private static readonly FrozenSet<string> Void =
        new[] { "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>As long as the site lives, which in a server is until its content changes.</summary>
    private static readonly ConditionalWeakTable<SiteFrame, ConcurrentDictionary<(Type Piece, string By), byte[]>> Pieces = [];

    [ThreadStatic]
    private static Stack<RenderTreeBuilder>? _idle;

    /// <summary>More than one: a piece that stands on many pages is drawn while one of them is.</summary>
    [ThreadStatic]
    private static Stack<HtmlWriter>? _idleWriters;

    /// <summary>Writes the whole document.</summary>
    public static void Render<TPage, TModel>(TModel model, Frame frame, ArrayBufferWriter<byte> output)
        where TPage : Page<TModel>
        where TModel : notnull
    {
        var page = Activator.CreateInstance<TPage>(); // Razor writes no constructor that would set what is required
        page.Model = model;
        page.Frame = frame;
        output.Write(Written(page));
    }

    /// <summary>What a part is as HTML, until the next one is drawn on this thread.</summary>
    private static ReadOnlySpan<byte> Written(Part part)
    {
        var idle = _idleWriters ??= [];
        var html = idle.TryPop(out var waiting) ? waiting : new HtmlWriter();
        html.Clear();
        Draw(part, html);
        idle.Push(html);
        return html.WrittenSpan;
    }

    private static void Draw(Part part, HtmlWriter html)
    {
        var idle = _idle ??= [];
        var builder = idle.TryPop(out var waiting) ? waiting : new RenderTreeBuilder();
        part.Draw(builder);
        var frames = builder.GetFrames();
        Write(frames.Array.AsSpan(0, frames.Count), html);
        builder.Clear();
        idle.Push(builder);
    }

    private static void Write(ReadOnlySpan<RenderTreeFrame> frames, HtmlWriter html)
    {
        for (var at = 0; at < frames.Length;)
        {
            ref readonly var frame = ref frames[at];
            switch (frame.FrameType)
            {
                case RenderTreeFrameType.Element:
                    Element(frame.ElementName, frames.Slice(at + 1, frame.ElementSubtreeLength - 1), html);
                    at += frame.ElementSubtreeLength;
                    break;
                case RenderTreeFrameType.Text:
                    html.Text(frame.TextContent);
                    at++;
                    break;
                case RenderTreeFrameType.Markup:
                    html.Raw(frame.MarkupContent);
                    at++;
                    break;
                case RenderTreeFrameType.Component:
                    Component(frame.ComponentType, frames.Slice(at + 1, frame.ComponentSubtreeLength - 1), html);
                    at += frame.ComponentSubtreeLength;
                    break;
                case RenderTreeFrameType.Region:
                    Write(frames.Slice(at + 1, frame.RegionSubtreeLength - 1), html);
                    at += frame.RegionSubtreeLength;
                    break;
                default:
                    throw new NotSupportedException($"A page cannot hold a {frame.FrameType}: it is drawn once and has no events.");
            }
        }
    }

    private static void Component(Type type, ReadOnlySpan<RenderTreeFrame> parameters, HtmlWriter html)
    {
        var factory = PartFactory.Of(type);
        var part = factory.Create();
        foreach (ref readonly var parameter in parameters) factory.Set(part, parameter.AttributeName, parameter.AttributeValue);
        if (part.Shared is { } shared) html.Written(Once(part, shared.Site, shared.By));
        else Draw(part, html);
    }

    /// <summary>The HTML of a piece that stands on many pages of a site.</summary>
    private static byte[] Once(Part part, SiteFrame site, string by) => Pieces.GetOrCreateValue(site).GetOrAdd((part.GetType(), by), static (_, part) => Written(part).ToArray(), part);

    private static void Element(string name, ReadOnlySpan<RenderTreeFrame> inside, HtmlWriter html)
    {
        html.Name("<"u8, name, []);
        var attributes = 0;
        for (; attributes < inside.Length && inside[attributes].FrameType == RenderTreeFrameType.Attribute; attributes++) Attribute(inside[attributes], html);
        if (attributes < inside.Length)
        {
            html.Written(">"u8);
            Write(inside[attributes..], html);
        }
        else if (Void.Contains(name))
        {
            html.Written(" />"u8);
            return;
        }
        else html.Written(">"u8);
        html.Name("</"u8, name, ">"u8);
    }

    private static void Attribute(in RenderTreeFrame attribute, HtmlWriter html)
    {
        switch (attribute.AttributeValue)
        {
            case true:
                html.Name(" "u8, attribute.AttributeName, []);
                break;
            case string value:
                html.Name(" "u8, attribute.AttributeName, "=\""u8);
                html.Text(value);
                html.Written("\""u8);
                break;
        }
    }
}
