namespace HonourWall.Generator.Privacy;

/// <summary>What in a text is a digit, and what may stand between two digits of one number.</summary>
/// <param name="kinds">The digits that count.</param>
/// <param name="cells">What parts the cells of a table and may part a number too; empty: cells end a number.</param>
internal readonly struct DigitJoints(string text, DigitKinds kinds, string cells)
{
    private const int Longest = 64;
    private const int MostSeparators = 3;

    public Glyph? DigitAt(int at) => at < text.Length && Glyph.At(text, at) is var glyph && (glyph.Kind & kinds) != 0 ? glyph : null;

    /// <summary>The X at the end of an ID number, unless a word goes on.</summary>
    /// <param name="at">Where a digit has just ended.</param>
    public bool IsCheckDigit(int at) => at < text.Length && text[at] is 'X' or 'x' or 'Ｘ' or 'ｘ' && (at + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 1]));

    /// <summary>What stands between the digit that ends there and the next; null when there is more, or no digit after it.</summary>
    public (int Length, bool Separates)? After(int start)
    {
        var separators = 0;
        for (var at = start; at < text.Length && at - start < Longest;)
        {
            var glyph = Glyph.At(text, at);
            if ((glyph.Kind & kinds) != 0) return (at - start, separators > 0);
            if (IsSeparator(glyph.Plain) || cells.Contains(glyph.Plain, StringComparison.Ordinal))
            {
                if (++separators > MostSeparators) return null;
                at += glyph.Length;
            }
            else if (Unseen(at, glyph) is > 0 and var unseen) at += unseen;
            else return null;
        }
        return null;
    }

    /// <summary>The length of a mark that readers do not see, or see above the line: of Markdown, of HTML, of a footnote, or no wider than nothing.</summary>
    private int Unseen(int at, Glyph glyph) => glyph.Plain switch
    {
        '*' or '_' or '~' or '`' or '\\' => glyph.Length,
        '"' when cells.Length > 0 => glyph.Length,
        '\u00ad' or '\u034f' or '\u180e' or (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u2060' and <= '\u206f') or '\ufe0e' or '\ufe0f' or '\u20e3' or '\ufeff' => glyph.Length,
        '<' when glyph.Length == 1 => Until(at, '>'),
        '[' => at + 1 < text.Length && text[at + 1] == '^' ? Until(at, ']') : glyph.Length,
        ']' => at + 1 < text.Length && text[at + 1] == '(' ? Until(at, ')') : glyph.Length,
        _ => 0,
    };

    private int Until(int at, char end) => text.AsSpan(at, Math.Min(60, text.Length - at)).IndexOf(end) + 1;

    private static bool IsSeparator(char c) => c is ' ' or '\u00a0' or '\u3000' or '\t' or '\r' or '\n' or '-' or '‐' or '‑' or '–' or '—' or '－'
        or '.' or '·' or '・' or '/' or '(' or ')' or '（' or '）' or (>= '\u2000' and <= '\u200a') or '\u202f';
}
