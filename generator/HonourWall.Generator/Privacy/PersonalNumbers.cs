namespace HonourWall.Generator.Privacy;

/// <summary>Numbers that belong to one person. Every method takes plain ASCII digits.</summary>
internal static class PersonalNumbers
{
    /// <summary>The first two digits of an ID number: provinces, Taiwan, Hong Kong, Macao and residence permits (GB/T 2260).</summary>
    private static readonly HashSet<int> Provinces =
        [11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91];

    /// <summary>How bank cards in use here begin: UnionPay, the older domestic numbers, Visa, MasterCard and JCB. No year begins so.</summary>
    private static readonly string[] CardPrefixes =
        ["62", "60", "66", "68", "69", "84", "87", "88", "90", "91", "94", "95", "98", "99", "4", "51", "52", "53", "54", "55", "35"];

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>A citizen's ID number (GB 11643): province, an existing date of birth and the right check digit.</summary>
    public static bool IsIdNumber(ReadOnlySpan<char> number)
    {
        if (number.Length != 18 || !Provinces.Contains(Value(number[..2]))) return false;
        var (year, month, day) = (Value(number[6..10]), Value(number[10..12]), Value(number[12..14]));
        if (year is < 1900 or > 2099 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (number[i] - '0') * Weights[i];
        return "10X98765432"[sum % 11] == number[17];
    }

    /// <summary>A mobile number. A round figure such as 13,500,000,000 is an amount.</summary>
    public static bool IsMobile(ReadOnlySpan<char> number) =>
        number.Length == 11 && number[0] == '1' && number[1] >= '3' && !number.EndsWith("000000", StringComparison.Ordinal);

    /// <summary>A bank card: a known beginning and the check digit of Luhn.</summary>
    public static bool IsBankCard(ReadOnlySpan<char> number)
    {
        if (number.Length is < 16 or > 19 || !HasCardPrefix(number) || number.IndexOfAnyExcept(number[0]) < 0) return false;
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = number[number.Length - 1 - i] - '0';
            if (i % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }
        return sum % 10 == 0;
    }

    private static bool HasCardPrefix(ReadOnlySpan<char> number)
    {
        foreach (var prefix in CardPrefixes)
        {
            if (number.StartsWith(prefix, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static int Value(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var digit in digits) value = value * 10 + (digit - '0');
        return value;
    }
}
