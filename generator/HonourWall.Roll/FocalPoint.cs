using System.Globalization;

namespace HonourWall.Roll;

/// <summary>What must stay in a picture when only a part of it is shown, from its left and its top, 0 to 1.</summary>
public readonly record struct FocalPoint(double X, double Y)
{
    /// <summary>Reads <c>40% 25%</c>: from the left, from the top.</summary>
    public static FocalPoint? TryParse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 && Share(parts[0]) is { } x && Share(parts[1]) is { } y ? new FocalPoint(x, y) : null;
    }

    private static double? Share(string text) =>
        text.EndsWith('%') && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100
            ? percent / 100 : null;
}
