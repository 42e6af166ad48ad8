using System.Globalization;

namespace HonourWall.Admin;

/// <summary>A share of a whole in hundredths of a percent (百分比): 25 % is 2500 basis points. Exact, never a floating-point number.</summary>
public readonly record struct Percent(int BasisPoints)
{
    /// <summary>The basis points of 100 %.</summary>
    public const int Whole = 10_000;

    /// <summary>Reads <c>25 %</c>, <c>25%</c> or <c>12.5 %</c>: at most two decimals, from 0 to 1000 %.</summary>
    public static bool TryParse(string? text, out Percent percent)
    {
        percent = default;
        if (text is null || !text.EndsWith('%')) return false;
        // An amount has the same grammar and the same two decimals, so 分 are basis points here.
        if (!Money.TryParse(text[..^1].TrimEnd(' '), out var number) || number.Fen > 10 * Whole) return false;
        percent = new Percent((int)number.Fen);
        return true;
    }

    /// <exception cref="FormatException">See <see cref="TryParse"/>.</exception>
    public static Percent Parse(string text) =>
        TryParse(text, out var percent) ? percent : throw new FormatException($"\"{text}\" is not a percentage.");

    /// <summary>Whether <paramref name="part"/> is at least this share of <paramref name="total"/>; exact for every pair of longs.</summary>
    public bool IsReachedBy(long part, long total) => (Int128)part * Whole >= (Int128)total * BasisPoints;

    /// <summary><c>25%</c>, <c>12.5%</c>.</summary>
    public override string ToString() => (BasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
