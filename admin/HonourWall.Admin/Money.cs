using System.Globalization;
using System.Numerics;

namespace HonourWall.Admin;

/// <summary>
/// An amount of 人民币 in whole 分 (金额). Arithmetic is checked: what does not fit throws <see cref="OverflowException"/>, nothing wraps.
/// </summary>
/// <example><c>Money.TryParse("10000.02", out var m); m.Share(Percent.Parse("25 %")).ToString()</c> is <c>2500.01</c>.</example>
public readonly record struct Money(long Fen)
    : IComparable<Money>, IComparisonOperators<Money, Money, bool>, IAdditionOperators<Money, Money, Money>, ISubtractionOperators<Money, Money, Money>
{
    public static Money Zero => default;

    /// <summary>
    /// Reads 元 as they are written down: digits without separators, at most two decimals, no sign. <c>10000</c> and <c>10000.5</c>
    /// are good; <c>1e4</c>, <c>-5</c>, <c>10,000</c>, <c>0.005</c> and full-width digits are not, nor what exceeds a <c>long</c> of 分.
    /// </summary>
    public static bool TryParse(string? text, out Money money)
    {
        money = default;
        if (string.IsNullOrEmpty(text)) return false;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var yuan = point < 0 ? text.AsSpan() : text.AsSpan(0, point);
        var decimals = point < 0 ? [] : text.AsSpan(point + 1);
        if (yuan.IsEmpty || (yuan.Length > 1 && yuan[0] == '0') || yuan.ContainsAnyExceptInRange('0', '9')) return false;
        if (point >= 0 && (decimals.Length is < 1 or > 2 || decimals.ContainsAnyExceptInRange('0', '9'))) return false;
        var padded = string.Concat(yuan, decimals, "00".AsSpan(decimals.Length));
        if (!long.TryParse(padded, NumberStyles.None, CultureInfo.InvariantCulture, out var fen)) return false;
        money = new Money(fen);
        return true;
    }

    /// <summary>Reads 元 as people type and paste them: <c>12,345.60 元</c>, also in full-width digits. A comma parts thousands; <c>1500,50</c> is refused, for it would be a hundred times as much.</summary>
    public static bool TryReadTyped(string? text, out Money money)
    {
        money = default;
        if (text is null) return false;
        var plain = string.Concat(Writing.HalfWidthDigits(text).Where(c => !char.IsWhiteSpace(c) && c is not ('元' or '¥' or '￥'))).Replace('．', '.').Replace('，', ',');
        var groups = plain.Split('.')[0].Split(',');
        if (plain.Count(c => c == ',') >= groups.Length || (groups.Length > 1 && (groups[0].Length is < 1 or > 3 || groups.Skip(1).Any(g => g.Length != 3)))) return false;
        return TryParse(plain.Replace(",", "", StringComparison.Ordinal), out money);
    }

    /// <exception cref="FormatException">See <see cref="TryParse"/>.</exception>
    public static Money Parse(string text) =>
        TryParse(text, out var money) ? money : throw new FormatException($"\"{text}\" is not an amount.");

    /// <summary>That share of this amount, rounded half up to the 分 (half away from zero below zero).</summary>
    public Money Share(Percent percent)
    {
        var product = (Int128)Fen * percent.BasisPoints;
        var half = product < 0 ? -(Percent.Whole / 2) : Percent.Whole / 2;
        return new Money(checked((long)((product + half) / Percent.Whole)));
    }

    public static Money Min(Money left, Money right) => left < right ? left : right;

    public static Money operator +(Money left, Money right) => new(checked(left.Fen + right.Fen));
    public static Money operator -(Money left, Money right) => new(checked(left.Fen - right.Fen));
    public static bool operator <(Money left, Money right) => left.Fen < right.Fen;
    public static bool operator >(Money left, Money right) => left.Fen > right.Fen;
    public static bool operator <=(Money left, Money right) => left.Fen <= right.Fen;
    public static bool operator >=(Money left, Money right) => left.Fen >= right.Fen;

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>元 with two decimals, no separators: <c>2500.00</c>.</summary>
    public override string ToString()
    {
        var (yuan, fen) = Int128.DivRem(Int128.Abs(Fen), 100);
        return string.Create(CultureInfo.InvariantCulture, $"{(Fen < 0 ? "-" : "")}{yuan}.{(int)fen:00}");
    }
}
