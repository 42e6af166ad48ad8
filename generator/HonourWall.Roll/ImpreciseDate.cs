using System.Globalization;

namespace HonourWall.Roll;

/// <summary>
/// A date known as far as the source says it: an EDTF subset. <c>1915</c>, <c>1915-09</c>, <c>1915-09-03</c>, <c>1915~</c> (about),
/// <c>191X</c> (some year of the decade).
/// </summary>
/// <param name="Year">The year, or the first year of the decade.</param>
public sealed record ImpreciseDate(int Year, int? Month = null, int? Day = null, bool IsApproximate = false, bool IsDecade = false)
{
    /// <summary>The earliest day that it can mean.</summary>
    public DateOnly Earliest => new(Year, Month ?? 1, Day ?? 1);

    /// <summary>The latest day that it can mean.</summary>
    public DateOnly Latest
    {
        get
        {
            var year = IsDecade ? Year + 9 : Year;
            var month = Month ?? 12;
            return new DateOnly(year, month, Day ?? DateTime.DaysInMonth(year, month));
        }
    }

    /// <summary>Null when the text is no such date or names a day that does not exist.</summary>
    public static ImpreciseDate? TryParse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var approximate = text.EndsWith('~');
        var body = approximate ? text[..^1] : text;
        if (body.Length == 4 && body[3] == 'X' && TryNumber(body[..3], out var decade)) return decade == 0 ? null : new(decade * 10, IsApproximate: approximate, IsDecade: true);
        var parts = body.Split('-');
        if (parts.Length > 3 || parts[0].Length != 4 || !TryNumber(parts[0], out var year) || year == 0) return null;
        if (parts.Length == 1) return new(year, IsApproximate: approximate);
        if (parts[1].Length != 2 || !TryNumber(parts[1], out var month) || month is < 1 or > 12) return null;
        if (parts.Length == 2) return new(year, month, IsApproximate: approximate);
        if (parts[2].Length != 2 || !TryNumber(parts[2], out var day) || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        return new(year, month, day, approximate);
    }

    private static bool TryNumber(string text, out int number)
    {
        number = 0;
        foreach (var c in text)
        {
            if (c is < '0' or > '9') return false;
            number = number * 10 + (c - '0');
        }
        return text.Length > 0;
    }

    public override string ToString() =>
        IsApproximate ? Digits + "~" : Digits;

    private string Digits => (IsDecade, Month, Day) switch
    {
        (true, _, _) => string.Create(CultureInfo.InvariantCulture, $"{Year / 10:D3}X"),
        (_, null, _) => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}"),
        (_, { } month, null) => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{month:D2}"),
        (_, { } month, { } day) => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{month:D2}-{day:D2}"),
    };
}
