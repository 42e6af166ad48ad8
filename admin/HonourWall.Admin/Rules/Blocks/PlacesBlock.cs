using System.Globalization;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>How many places there are (名额): <c>places: { number: places }</c>.</summary>
public sealed record PlacesBlock(Parameter<long> Number) : RuleBlock("places")
{
    public override StepOutcome Apply(Assessing work)
    {
        var places = work.Cite(Number).ToString(CultureInfo.InvariantCulture);
        work.Items.Add(places);
        return StepOutcome.Pass($"{Number.Title} {places} 名");
    }
}
