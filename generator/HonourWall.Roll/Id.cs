using System.Diagnostics.CodeAnalysis;

namespace HonourWall.Roll;

/// <summary>
/// The permanent slug of one <typeparamref name="T"/>: lower-case ASCII letters and digits in parts joined by single hyphens
/// (<c>shi-chuanxiang</c>, <c>zhang-wei-2</c>). It stands in addresses and never changes. <see cref="TryParse"/> is the only way in.
/// </summary>
/// <remarks>Projects use it under the aliases of <c>Ids.props</c>: <c>HonoureeId</c>, <c>DistrictId</c>, …</remarks>
public readonly record struct Id<T> : IComparable<Id<T>>
{
    private readonly string? _value;

    private Id(string value) => _value = value;

    /// <summary>The slug; empty for the default value, which no parsed id has.</summary>
    public string Value => _value ?? "";

    public static bool TryParse([NotNullWhen(true)] string? text, out Id<T> id)
    {
        id = default;
        if (!IsSlug(text)) return false;
        id = new Id<T>(text);
        return true;
    }

    /// <exception cref="FormatException">The text is no slug.</exception>
    public static Id<T> Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"\"{text}\" is not an id.");

    public int CompareTo(Id<T> other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    private static bool IsSlug([NotNullWhen(true)] string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 100) return false;
        var afterHyphen = true;
        foreach (var c in text)
        {
            if (c == '-')
            {
                if (afterHyphen) return false;
                afterHyphen = true;
            }
            else if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9')) afterHyphen = false;
            else return false;
        }
        return !afterHyphen;
    }
}
