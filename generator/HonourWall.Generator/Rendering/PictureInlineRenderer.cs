using System.Globalization;
using HonourWall.Site;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;

namespace HonourWall.Generator.Rendering;

/// <summary>Pictures of texts, written as PictureBox.razor writes those of pages; links as Markdig does.</summary>
public sealed class PictureInlineRenderer : LinkInlineRenderer
{
    private static readonly object Key = typeof(PictureInlineRenderer);

    /// <summary>Tells what stands behind a picture of a text.</summary>
    public static void Attach(LinkInline link, PublishedPicture picture, Frame frame) => link.SetData(Key, new Shown(picture, frame));

    protected override void Write(HtmlRenderer renderer, LinkInline link)
    {
        if (link.GetData(Key) is not Shown(var picture, var frame))
        {
            base.Write(renderer, link);
            return;
        }
        if (!renderer.EnableHtmlForInline)
        {
            renderer.WriteChildren(link); // inside another picture's description
            return;
        }
        renderer.Write("<span class=\"pic\">");
        if (picture.Colour is { } colour) renderer.Write("<svg aria-hidden=\"true\" focusable=\"false\"><rect width=\"100%\" height=\"100%\" fill=\"").Write(colour).Write("\"></rect></svg>");
        renderer.Write("<picture>");
        foreach (var ladder in picture.Ladders.IsEmpty ? [] : picture.Ladders[..^1])
        {
            renderer.Write("<source type=\"").Write(ladder.Type).Write("\" srcset=\"").WriteEscape(ladder.SourceSet(frame)).Write("\" sizes=\"").Write(PictureRoom.Text.Sizes).Write("\">");
        }
        renderer.Write("<img src=\"").WriteEscapeUrl(frame.To(picture.Address)).Write("\"");
        if (!picture.Ladders.IsEmpty) renderer.Write(" srcset=\"").WriteEscape(picture.Ladders[^1].SourceSet(frame)).Write("\" sizes=\"").Write(PictureRoom.Text.Sizes).Write("\"");
        renderer.Write(string.Create(CultureInfo.InvariantCulture, $" width=\"{picture.Width}\" height=\"{picture.Height}\" alt=\""));
        var wasHtml = renderer.EnableHtmlForInline;
        renderer.EnableHtmlForInline = false;
        renderer.WriteChildren(link);
        renderer.EnableHtmlForInline = wasHtml;
        renderer.Write("\" loading=\"lazy\" decoding=\"async\"></picture></span>");
    }

    private sealed record Shown(PublishedPicture Picture, Frame Frame);
}
