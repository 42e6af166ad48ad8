using System.Buffers;

namespace HonourWall.Generator.Privacy;

/// <summary>
/// Groups of digits with at most one space or hyphen between them: <c>138 0013-8000</c> is one run of three groups. Full-width digits
/// count as their plain ones; X counts where an ID number may end.
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
            else if (!IsCheckDigit(text, at) && !(IsSeparator(text[at]) && at + 1 < text.Length && Digits.Contains(text[at + 1]))) break;
            at++;
        }
        return at;
    }

    private static DigitRun Groups(string text, int start, int end)
    {
        var run = new DigitRun();
        for (var at = start; at < end;)
        {
            var separator = at;
            while (separator < end && !IsSeparator(text[separator])) separator++;
            run._groups.Add((at, separator - at, Plain(text.AsSpan(at, separator - at))));
            at = separator + 1;
        }
        return run;
    }

    /// <summary>The X at the end of an ID number, unless a word goes on.</summary>
    private static bool IsCheckDigit(string text, int at) =>
        text[at] is 'X' or 'x' or 'Ｘ' or 'ｘ' && at > 0 && Digits.Contains(text[at - 1]) && (at + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 1]));

    private static bool IsSeparator(char c) => c is ' ' or '\u00a0' or '\u3000' or '-' or '‐' or '‑' or '–' or '－';

    private static string Plain(ReadOnlySpan<char> text)
    {
        Span<char> plain = stackalloc char[Math.Min(text.Length, 64)];
        for (var i = 0; i < plain.Length; i++)
        {
            plain[i] = text[i] switch
            {
                >= '０' and <= '９' => (char)(text[i] - '０' + '0'),
                'x' or 'Ｘ' or 'ｘ' => 'X',
                _ => text[i],
            };
        }
        return plain.ToString();
    }
}
