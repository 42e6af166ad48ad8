using System.Text;

namespace HonourWall.Generator.Importing;

/// <summary>Text as clerks type it, made plain: full-width letters and digits, spaces around and within, the dot of foreign names.</summary>
internal static class ListText
{
    /// <summary>A heading: without spaces, line breaks and what stands in brackets.</summary>
    public static string Heading(string text)
    {
        var plain = new StringBuilder(text.Length);
        var depth = 0;
        foreach (var c in text)
        {
            if (c is '（' or '(' or '[' or '【') depth++;
            else if (c is '）' or ')' or ']' or '】') depth = Math.Max(0, depth - 1);
            else if (depth == 0 && !char.IsWhiteSpace(c) && c is not ('*' or '：' or ':' or '\uFEFF')) plain.Append(HalfWidth(c));
        }
        return plain.ToString().ToLowerInvariant();
    }

    /// <summary>A cell: one line, single spaces, none between Han characters.</summary>
    public static string Cell(string text)
    {
        var plain = new StringBuilder(Line(text));
        for (var i = plain.Length - 1; i >= 0; i--)
        {
            if (plain[i] == ' ' && (IsHan(plain[i - 1]) || IsHan(plain[i + 1]))) plain.Remove(i, 1);
        }
        return plain.ToString();
    }

    /// <summary>A cell in which a blank may be all that parts two things: one line, single spaces, none at the ends.</summary>
    public static string Line(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\u200b' or '\uFEFF') continue;
            if (!char.IsWhiteSpace(c)) plain.Append(HalfWidth(c));
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        }
        return plain.ToString().TrimEnd(' ');
    }

    /// <summary>A person's name: 张　伟 is 张伟, and every dot in a name is the one of GB/T 15835.</summary>
    public static string Name(string text)
    {
        var name = Cell(text);
        foreach (var dot in "•‧・･．∙●") name = name.Replace(dot, '·');
        return name.Any(IsHan) ? name.Replace(" ", "", StringComparison.Ordinal) : name;
    }

    /// <summary>Punctuation stays as it is: only letters, digits and the full-width space have a plain form.</summary>
    private static char HalfWidth(char c) => c is (>= '０' and <= '９') or (>= 'Ａ' and <= 'Ｚ') or (>= 'ａ' and <= 'ｚ') ? (char)(c - 0xFEE0) : c;

    private static bool IsHan(char c) => c is (>= '\u3400' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff') || char.IsSurrogate(c);
}
