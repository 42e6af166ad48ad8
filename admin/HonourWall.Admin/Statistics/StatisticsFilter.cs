using System.Globalization;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Statistics;

/// <summary>Which years are counted.</summary>
/// <param name="To">The last year.</param>
/// <param name="Years">1 or 5.</param>
/// <param name="ForPublication">Small counts are left out.</param>
public sealed record StatisticsFilter(int To, int Years, bool ForPublication, FilterInput? Input = null) : ListFilter(Input)
{
    public static StatisticsFilter Read(FilterInput input, DateOnly today) => new(
        input.Year("year", 2000, today.Year + 1) ?? today.Year,
        input.Choice("span", ["1", "5"]) == "5" ? 5 : 1,
        input.Choice("publish", ["yes"]) == "yes",
        input);

    protected override IEnumerable<(string Name, string Value)> Chosen() =>
        [("year", To.ToString(CultureInfo.InvariantCulture)), ("span", Years.ToString(CultureInfo.InvariantCulture)), ("publish", ForPublication ? "yes" : "")];
}
