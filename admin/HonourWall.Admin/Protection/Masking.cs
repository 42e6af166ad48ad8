using System.Text;
using System.Text.RegularExpressions;

namespace HonourWall.Admin.Protection;

/// <summary>How each kind of sensitive text is shown when it is not revealed.</summary>
public static partial class Masking
{
    private static readonly string[] DoubleSurnames = ["欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "令狐"];

    /// <param name="strict">Stricter still: for lists that leave the room.</param>
    public static string Mask(SensitiveKind kind, string text, bool strict = false) => kind switch
    {
        SensitiveKind.IdNumber => strict ? Ends(text, 1, 1) : Ends(text, 3, 4),
        SensitiveKind.Mobile => strict ? Ends(text, 0, 4) : Ends(text, 3, 4),
        SensitiveKind.BankCard => Ends(text, 0, 4),
        SensitiveKind.Address => strict ? "［已隐藏］" : District(text),
        _ => "［已隐藏］",
    };

    /// <summary>A name for a list that leaves the room: <c>张*</c>, <c>欧阳*</c>.</summary>
    public static string MaskName(string name)
    {
        var surname = DoubleSurnames.FirstOrDefault(s => name.Length > 2 && name.StartsWith(s, StringComparison.Ordinal)) ?? FirstCharacter(name);
        return surname + "*";
    }

    /// <summary>The form that is compared and indexed: no spaces or dashes, full-width digits narrowed, X upper-case.</summary>
    public static string Normal(SensitiveKind kind, string text)
    {
        var narrow = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var n = c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c is 'ｘ' or 'Ｘ' or 'x' ? 'X' : c;
            if (!char.IsWhiteSpace(n) && n != '-') narrow.Append(n);
        }
        var normal = narrow.ToString();
        return kind == SensitiveKind.Mobile && normal.StartsWith("+86", StringComparison.Ordinal) ? normal[3..] : normal;
    }

    /// <summary>The form that is stored: numbers in their normal form, other texts as typed.</summary>
    public static string ToStore(SensitiveKind kind, string typed) =>
        kind is SensitiveKind.IdNumber or SensitiveKind.Mobile or SensitiveKind.BankCard ? Normal(kind, typed) : typed;

    /// <summary>Somebody else's words, with every number in them that is long enough to be a telephone, an account or an ID number masked down to its last four.</summary>
    public static string MaskNumbers(string text) => LongNumber().Replace(text, match => Ends(match.Value, 0, 4));

    private static string FirstCharacter(string name) => name.Length == 0 ? "" : name.EnumerateRunes().First().ToString();

    // A text too short to keep anything back is hidden whole.
    private static string Ends(string text, int head, int tail)
    {
        var hidden = text.Length - head - tail;
        return hidden < 4 ? new string('*', text.Length) : text[..head] + new string('*', hidden) + text[^tail..];
    }

    // "北京市海淀区某某路1号" → "北京市海淀区＊": up to the first 区 or 县, if it comes early.
    private static string District(string text)
    {
        var end = text.AsSpan(0, Math.Min(text.Length, 12)).IndexOfAny('区', '县');
        if (end > 0 && "小社园厂校片军".Contains(text[end - 1], StringComparison.Ordinal)) end = -1;
        return end < 0 ? "［已隐藏］" : text[..(end + 1)] + "＊";
    }

    // Also as people group it: 6222 0202 …
    [GeneratedRegex("[0-9０-９](?: ?[0-9０-９]){6,}[XxＸｘ]?")]
    private static partial Regex LongNumber();
}
