using HonourWall.Roll.Diagnostics;

namespace HonourWall.Roll.Reading;

/// <summary>A Markdown file cut into its front matter and its body.</summary>
internal readonly record struct MarkdownFile(YamlMap? Front, MarkdownText Body)
{
    public static MarkdownFile Read(ContentFile file, ReadingContext context)
    {
        var text = file.Head;
        var diagnostics = context.Diagnostics;
        if (file.IsUnreadable) return new MarkdownFile(null, MarkdownText.Empty);
        var front = LineEnd(text, 0);
        if (!IsFence(text, 0, front.End))
        {
            diagnostics.Add("HW135", file.PlaceAt(0));
            return new MarkdownFile(null, new MarkdownText(text, file.PlaceAt(0)));
        }
        var number = 2;
        for (var at = front.Next; at < text.Length; number++)
        {
            var line = LineEnd(text, at);
            if (IsFence(text, at, line.End))
            {
                var body = file.RememberedBody() ?? NewBody(file, line.Next, number + 1, diagnostics);
                if (file.Stamp is { } stamp) context.Memory.Keep(file, stamp, text[..line.Next], body);
                return new MarkdownFile(ReadFront(file, front.Next, at, context), body);
            }
            at = line.Next;
        }
        diagnostics.Add("HW135", file.PlaceAt(0, 3));
        return new MarkdownFile(null, MarkdownText.Empty);
    }

    private static YamlMap? ReadFront(ContentFile file, int start, int end, ReadingContext context)
    {
        if (YamlFastPath.TryRead(file.Head, start, end, context.Strings) is { } simple) return simple;
        switch (YamlReader.Read(file, start, end - start, context.Diagnostics, out var broken))
        {
            case YamlMap map:
                return map;
            case null:
                return broken ? null : new YamlMap([], start, 0);
            case var other:
                context.Diagnostics.Add("HW134", file.PlaceAt(other.Offset, other.Length), "---");
                return null;
        }
    }

    private static MarkdownText NewBody(ContentFile file, int start, int number, DiagnosticBag diagnostics)
    {
        var (text, skipped) = Below(file.Text, start);
        return text.Length == 0 ? MarkdownText.Empty : Checked(new MarkdownText(text, new ContentPlace(file.Name, number + skipped, 1)), diagnostics);
    }

    /// <summary>Editors' HTML is not taken for HTML: it would be printed with its brackets, comments too.</summary>
    internal static MarkdownText Checked(MarkdownText text, DiagnosticBag diagnostics)
    {
        if (!text.Text.Contains('<', StringComparison.Ordinal)) return text;
        foreach (var (tag, place) in MarkdownReferences.Tags(text)) diagnostics.Add("HW161", place, tag);
        return text;
    }

    /// <summary>The text of a file of which the front matter alone was at hand.</summary>
    public static string Below(ContentFile file) => Below(file.Text, file.Head.Length).Text;

    /// <summary>Blank lines at the start are no part of the text.</summary>
    private static (string Text, int SkippedLines) Below(string text, int start)
    {
        var skipped = 0;
        for (var at = start; at < text.Length; skipped++)
        {
            var line = LineEnd(text, at);
            if (!text.AsSpan(at, line.End - at).IsWhiteSpace()) return (text.AsSpan(at).TrimEnd().ToString(), skipped);
            at = line.Next;
        }
        return ("", skipped);
    }

    private static bool IsFence(string text, int start, int end) => text.AsSpan(start, end - start).TrimEnd() is "---";

    private static (int End, int Next) LineEnd(string text, int start)
    {
        var length = text.AsSpan(start).IndexOfAny('\r', '\n');
        if (length < 0) return (text.Length, text.Length);
        var end = start + length;
        return (end, text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1);
    }
}
