using System.Globalization;

namespace HonourWall.Generator.Planning;

/// <summary>How years and numbers read in titles.</summary>
internal static class Words
{
    public static string Year(int? year) => year is { } y ? y.ToString(CultureInfo.InvariantCulture) + "年" : "年份待考";

    public static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>The year upright, for vertical text: 一九五九, or 年份待考.</summary>
    public static string StoneYear(int? year) => year is { } y ? Site.ChineseNumerals.Year(y) : "年份待考";
}
