using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HonourWall.Generator.Rendering;

/// <summary>
/// Chinese sets no blank between sentences. Editors leave one behind a footnote mark or break a line, and a browser would show both.
/// </summary>
internal static class ChineseSpacing
{
    /// <summary>Takes out blanks and line breaks that stand between two Chinese characters.</summary>
    public static void Close(MarkdownDocument document)
    {
        foreach (var inline in document.Descendants<Inline>().ToList())
        {
            if (inline is LineBreakInline { IsHard: false } && IsChinese(Before(inline)) && IsChinese(After(inline))) inline.Remove();
            else if (inline is LiteralInline { Content: { IsEmpty: false, CurrentChar: ' ' } } literal && literal.PreviousSibling is CitationInline && IsChinese(Before(literal)))
            {
                var isAlone = literal.Content.Length == 1; // a link follows
                var next = isAlone ? After(literal) : literal.Content.PeekChar();
                if (!IsChinese(next) && !char.IsAsciiDigit(next)) continue;
                if (isAlone) literal.Remove();
                else literal.Content.Start++;
            }
        }
    }

    /// <summary>Whether the next sentence may follow at once.</summary>
    public static bool IsEndOfSentence(char c) => "。！？；：…”’」』）》".Contains(c, StringComparison.Ordinal);

    /// <summary>The last character before it, past footnote marks; none at the start of a block.</summary>
    private static char Before(Inline inline)
    {
        for (var at = inline.PreviousSibling; at is not null; at = at.PreviousSibling)
        {
            if (at is CitationInline) continue;
            return at switch
            {
                LiteralInline { Content.IsEmpty: false } text => text.Content.Text[text.Content.End],
                ContainerInline { LastChild: { } last } => last is LiteralInline { Content.IsEmpty: false } text ? text.Content.Text[text.Content.End] : default,
                _ => default,
            };
        }
        return default;
    }

    private static char After(Inline inline) => inline.NextSibling switch
    {
        LiteralInline { Content.IsEmpty: false } text => text.Content.CurrentChar,
        ContainerInline { FirstChild: LiteralInline { Content.IsEmpty: false } text } => text.Content.CurrentChar,
        _ => default,
    };

    /// <summary>Han characters and full-width punctuation; the quotes “ ” belong to both scripts and count here.</summary>
    private static bool IsChinese(char c) =>
        c is (>= '\u2E80' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFF65') or '“' or '”' or '‘' or '’' or '…' or '—' || char.IsSurrogate(c);
}
