using System.Buffers;
using System.Text;

namespace HonourWall.Generator.Privacy;

/// <summary>
/// Groups of digits with little between them: <c>138 0013-8000</c> and <c>(138) 0013.8000</c> are runs of three groups. What a reader does not
/// see divides nothing: <c>138**0013**8000</c>, a footnote's mark or a zero-width space within is one group. Full-width digits count as their
/// plain ones; X counts where an ID number may end.
/// </summary>
internal sealed class DigitRun
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789０１２３４５６７８９");

    private readonly List<(int Offset, int Length, string Digits)> _groups = [];

    public int Count => _groups.Count;

    public string this[int group] => _groups[group].Digits;

    /// <summary>Where the groups from one to another stand in the text.</summary>
    public (int Offset, int Length) Span(int first, int last) =>
        (_groups[first].Offset, _groups[last].Offset + _groups[last].Length - _groups[first].Offset);

    public string Joined(int first, int last) => string.Concat(_groups.Skip(first).Take(last - first + 1).Select(g => g.Digits));

    /// <summary>The next run with digits enough for a personal number, at or after an offset; null when there is none.</summary>
    public static DigitRun? Next(string text, ref int offset)
    {
        while (true)
        {
            var found = text.AsSpan(offset).IndexOfAny(Digits);
            if (found < 0) return null;
            var start = offset + found;
            var count = 0;
            offset = End(text, start, ref count);
            // Years and figures are everywhere: only what is long enough is taken apart.
            if (count >= 11) return Groups(text, start, offset);
        }
    }

    private static int End(string text, int at, ref int count)
    {
        while (at < text.Length)
        {
            if (Digits.Contains(text[at])) count++;
            else if (IsCheckDigit(text, at)) return at + 1;
            else if (Joint(text, at, out _) is > 0 and var joint) at += joint - 1;
            else break;
            at++;
        }
        return at;
    }

    private static DigitRun Groups(string text, int start, int end)
    {
        var run = new DigitRun();
        var digits = new StringBuilder();
        var from = start;
        for (var at = start; at < end;)
        {
            if (Joint(text, at, out var separates) is not (> 0 and var joint))
            {
                digits.Append(Plain(text[at++]));
                continue;
            }
            if (separates)
            {
                run._groups.Add((from, at - from, digits.ToString()));
                digits.Clear();
                from = at + joint;
            }
            at += joint;
        }
        run._groups.Add((from, end - from, digits.ToString()));
        return run;
    }

    /// <summary>The length of what stands between two digits that may be of one number; 0 when there is more, or no digit after it.</summary>
    private static int Joint(string text, int start, out bool separates)
    {
        separates = false;
        var separators = 0;
        for (var at = start; at < text.Length && at - start < 64;)
        {
            var c = text[at];
            if (Digits.Contains(c)) return at - start;
            if (IsSeparator(c))
            {
                separates = true;
                if (++separators > 3) return 0;
                at++;
            }
            else if (Unseen(text, at) is > 0 and var unseen) at += unseen;
            else return 0;
        }
        return 0;
    }

    /// <summary>The length of a mark that readers do not see, or see above the line: of Markdown, of HTML, of a footnote, or no wider than nothing.</summary>
    private static int Unseen(string text, int at) => text[at] switch
    {
        '*' or '_' or '~' or '`' or '\\' => 1,
        '\u00ad' or (>= '\u200b' and <= '\u200f') or (>= '\u2060' and <= '\u2064') or '\ufeff' => 1,
        '<' => Until(text, at, '>'),
        '[' => at + 1 < text.Length && text[at + 1] == '^' ? Until(text, at, ']') : 1,
        ']' => at + 1 < text.Length && text[at + 1] == '(' ? Until(text, at, ')') : 1,
        _ => 0,
    };

    private static int Until(string text, int at, char end) => text.AsSpan(at, Math.Min(60, text.Length - at)).IndexOf(end) + 1;

    /// <summary>The X at the end of an ID number, unless a word goes on.</summary>
    private static bool IsCheckDigit(string text, int at) =>
        text[at] is 'X' or 'x' or 'Ｘ' or 'ｘ' && at > 0 && Digits.Contains(text[at - 1]) && (at + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 1]));

    private static bool IsSeparator(char c) => c is ' ' or '\u00a0' or '\u3000' or '\t' or '\r' or '\n' or '-' or '‐' or '‑' or '–' or '—' or '－'
        or '.' or '·' or '・' or '/' or '(' or ')' or '（' or '）' or (>= '\u2000' and <= '\u200a') or '\u202f';

    private static char Plain(char c) => c switch
    {
        >= '０' and <= '９' => (char)(c - '０' + '0'),
        'x' or 'Ｘ' or 'ｘ' => 'X',
        _ => c,
    };
}
