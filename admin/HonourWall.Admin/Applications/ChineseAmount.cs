using System.Globalization;
using System.Text;

namespace HonourWall.Admin.Applications;

/// <summary>An amount in the capital numerals that letters and receipts carry: 2500.50 is 贰仟伍佰元伍角.</summary>
public static class ChineseAmount
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private static readonly string[] Places = ["", "拾", "佰", "仟"];
    private static readonly string[] Groups = ["", "万", "亿", "万亿", "亿亿"];

    /// <param name="money">Not negative.</param>
    public static string Write(Money money)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(money.Fen);
        var (yuan, fen) = Math.DivRem(money.Fen, 100);
        var text = new StringBuilder();
        if (yuan > 0) text.Append(Whole(yuan)).Append('元');
        var (jiao, last) = Math.DivRem((int)fen, 10);
        if (yuan > 0 && jiao == 0 && last > 0) text.Append('零');
        if (jiao > 0) text.Append(Digits[jiao]).Append('角');
        if (last > 0) text.Append(Digits[last]).Append('分');
        if (text.Length == 0) text.Append("零元");
        return last > 0 ? text.ToString() : text.Append('整').ToString();
    }

    private static string Whole(long number)
    {
        var text = new StringBuilder();
        var digits = number.ToString(CultureInfo.InvariantCulture);
        var zero = false;
        for (var i = 0; i < digits.Length; i++)
        {
            var (digit, place) = (digits[i] - '0', digits.Length - 1 - i);
            if (digit == 0) zero = true;
            else
            {
                if (zero) text.Append('零');
                text.Append(Digits[digit]).Append(Places[place % 4]);
                zero = false;
            }
            // The word of a group of four stands where the group had anything.
            if (place % 4 == 0 && place > 0 && digits.AsSpan(Math.Max(0, i - 3), Math.Min(4, i + 1)).IndexOfAnyExcept('0') >= 0) text.Append(Groups[place / 4]);
        }
        return text.ToString();
    }
}
