using System.Globalization;

namespace HonourWall.Site;

/// <summary>Dates that a source gives only in part, in words.</summary>
public static class DateWords
{
    /// <summary>2018, 约2018, 1950年代.</summary>
    public static string Year(ImpreciseDate date)
    {
        ArgumentNullException.ThrowIfNull(date);
        var year = date.Year.ToString(CultureInfo.InvariantCulture);
        return (date.IsApproximate ? "约" : "") + (date.IsDecade ? year + "年代" : year);
    }

    /// <summary>The date of a newspaper as it is cited: 2018-10-30, as far as it is known.</summary>
    public static string Cited(ImpreciseDate date)
    {
        ArgumentNullException.ThrowIfNull(date);
        return date.IsApproximate || date.IsDecade ? Year(date) : date.ToString();
    }
}
