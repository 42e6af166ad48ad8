using System.Globalization;
using System.Text;
using HonourWall.Search.Text;

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

    /// <summary>Whether a cell holds one name and nothing else: no second name, no remark in brackets, no number or star before it.</summary>
    /// <param name="cell">As it was typed: a blank may stand between the characters of a name, 张 三, and between two names.</param>
    public static bool IsNameOfOne(string cell, string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune) && rune.Value != '·' && !Others.Contains(Rune.GetUnicodeCategory(rune)) && !(rune.Value is ' ' or '-' or '\'' or '’' or '.' && name.Any(char.IsAsciiLetter))) return false;
        }
        if (name.EndsWith('等') && name.Length > 3) return false;
        var parts = Line(cell).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // 欧阳 娜娜 is one person; 测甲 测乙 are two, and 阿卜杜 买买提 lacks its dot.
        return parts.Length < 2 || !parts.All(part => part.All(IsHan) && part.Length > 1) || NameReading.Of(name).SurnameText == parts[0];
    }

    /// <summary>〇 and the marks of other scripts; and what nobody sees, which is reported by its own name.</summary>
    private static readonly UnicodeCategory[] Others =
        [UnicodeCategory.LetterNumber, UnicodeCategory.NonSpacingMark, UnicodeCategory.SpacingCombiningMark, UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.PrivateUse, UnicodeCategory.OtherNotAssigned];

    /// <summary>Punctuation stays as it is: only letters, digits and the full-width space have a plain form.</summary>
    private static char HalfWidth(char c) => c is (>= '０' and <= '９') or (>= 'Ａ' and <= 'Ｚ') or (>= 'ａ' and <= 'ｚ') ? (char)(c - 0xFEE0) : c;

    private static bool IsHan(char c) => c is (>= '\u3400' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff') || char.IsSurrogate(c);
}
