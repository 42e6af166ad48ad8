using System.Globalization;
using System.Text;

namespace HonourWall.Site;

/// <summary>Numbers as they are cut in stone: digits never lie on their side in vertical text.</summary>
public static class ChineseNumerals
{
    private const string Digits = "〇一二三四五六七八九";

    /// <summary>A year digit by digit: 1959 → 一九五九.</summary>
    public static string Year(int year) => string.Concat(year.ToString(CultureInfo.InvariantCulture).Select(c => Digits[c - '0']));

    /// <summary>A count up to 99,999,999: 780 → 七百八十, 1,050 → 一千零五十.</summary>
    public static string Count(int number)
    {
        if (number == 0) return "零";
        var text = new StringBuilder();
        if (number >= 10000)
        {
            text.Append(Section(number / 10000)).Append('万');
            if (number % 10000 is > 0 and < 1000) text.Append('零');
        }
        text.Append(number % 10000 == 0 ? "" : Section(number % 10000));
        var result = text.ToString();
        return result.StartsWith("一十", StringComparison.Ordinal) ? result[1..] : result;
    }

    private static string Section(int number)
    {
        var text = new StringBuilder();
        var zero = false;
        foreach (var (unit, name) in ((int, string)[])[(1000, "千"), (100, "百"), (10, "十"), (1, "")])
        {
            var digit = number / unit % 10;
            if (digit == 0)
            {
                zero = text.Length > 0;
                continue;
            }
            if (zero) text.Append('零');
            zero = false;
            text.Append(Digits[digit]).Append(name);
        }
        return text.ToString();
    }
}
