using System.Buffers;
using System.Text;

namespace HonourWall.Roll.Reading;

/// <summary>
/// A Markdown text without the words between its marks: brackets with what stands in them and the address behind them, line by line. Whoever looks for
/// footnotes, links and pictures finds the same in it as in the whole text, though not at the same place.
/// </summary>
internal static class TextMarks
{
    private static readonly SearchValues<char> Brackets = SearchValues.Create("[]");

    /// <summary>Code hides marks, and a backslash takes their meaning away: such a text is kept whole.</summary>
    private static readonly SearchValues<char> Hiding = SearchValues.Create("`~\\");

    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" )>\n\r\"");

    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAny(Brackets) < 0) return "";
        if (text.AsSpan().ContainsAny(Hiding)) return text;
        var marks = new StringBuilder();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IndexOfAny(Brackets) < 0) continue;
            if (marks.Length > 0) marks.Append('\n');
            if (!TryAppend(line, marks)) return text;
        }
        return marks.ToString();
    }

    /// <summary>False when an address goes on in the next line.</summary>
    private static bool TryAppend(ReadOnlySpan<char> line, StringBuilder marks)
    {
        for (var at = 0; line[at..].IndexOfAny(Brackets) is >= 0 and var skipped;)
        {
            var start = at + skipped;
            // A sign before the bracket matters, and whether anything stands before it at all.
            if (skipped > 0) marks.Append(line[start - 1] is '!' ? "x!" : line[at..start].IsWhiteSpace() ? " " : "x");
            var end = start + 1;
            if (line[start] == '[')
            {
                var close = line[end..].IndexOfAny(Brackets);
                if (close < 0) close = line.Length - end;
                end += close;
                if (end < line.Length && line[end] == ']') end++;
            }
            // The address behind a bracket, to its end and the sign that ends it.
            if (line[end - 1] == ']' && end < line.Length && line[end] is '(' or ':')
            {
                end++;
                while (end < line.Length && line[end] is ' ' or '<' or '\t') end++;
                if (end == line.Length) return false;
                var length = line[end..].IndexOfAny(AddressEnds);
                end = length < 0 ? line.Length : end + length + 1;
            }
            marks.Append(line[start..end]);
            at = end;
        }
        return true;
    }
}
