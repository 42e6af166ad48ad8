using System.Globalization;

namespace HonourWall.Admin.Registry;

/// <summary>Resident ID numbers (GB 11643): seventeen digits and a check character.</summary>
public static class IdNumber
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>What is wrong with a number in its normal form, in words; null when nothing is.</summary>
    public static string? Refuse(string number)
    {
        if (number.Length == 0) return "请填写身份证号。";
        if (number.Length != 18) return $"身份证号须为 18 位，这里是 {number.Length} 位。";
        if (!number.AsSpan(0, 17).ContainsOnlyDigits() || !(char.IsAsciiDigit(number[17]) || number[17] == 'X')) return "身份证号只能是数字，最后一位可以是 X。";
        if (!DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return "身份证号里的出生日期不对。";
        return number[17] == CheckCharacter(number) ? null : "身份证号的校验位不对，请核对有无错字。";
    }

    /// <summary>The check character for the first seventeen digits.</summary>
    public static char CheckCharacter(string number) => "10X98765432"[Weights.Select((weight, i) => weight * (number[i] - '0')).Sum() % 11];

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
