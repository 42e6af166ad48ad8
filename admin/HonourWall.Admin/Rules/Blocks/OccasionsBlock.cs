using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>
/// On which of a year's occasions something is given (节日): <c>occasions: { who: person, year: year, paid: festivals, honours: national }</c>.
/// The honour and the list of occasions are those of the day of each.
/// </summary>
public sealed record OccasionsBlock(
    Fact<Holder> Who, Fact<int> Year, Parameter<ImmutableArray<string>> Paid, Parameter<HonourSet> Honours, ImmutableArray<Occasion> Calendar)
    : RuleBlock("occasions")
{
    public override StepOutcome Apply(Assessing work)
    {
        var (holder, year) = (work.Get(Who), work.Get(Year));
        var lines = new List<string>();
        foreach (var (occasion, day) in Calendar.Select(o => (o, o.DayIn(year))).OrderBy(o => o.Item2))
        {
            if (!work.TryCiteOn(day, Paid, out var paid) || !work.TryCiteOn(day, Honours, out var wanted))
                return StepOutcome.NotCovered($"{occasion.Name}（{day:yyyy-MM-dd}）没有规定");
            if (!paid.Contains(occasion.Name))
            {
                lines.Add($"{occasion.Name}（{day:yyyy-MM-dd}）当时不发");
                continue;
            }
            var honour = holder.Honours.FirstOrDefault(h => h.CountsOn(day) && wanted.Contains(h.Class));
            if (honour is not null) work.Items.Add(occasion.Name);
            lines.Add(honour is null
                ? $"{occasion.Name}（{day:yyyy-MM-dd}）{Who.Name}没有在当日有效的{Honours.Title}"
                : $"{occasion.Name}（{day:yyyy-MM-dd}）凭{honour.Describe(day)}发放");
        }
        var text = string.Join('；', lines);
        return work.Items.Count > 0 ? StepOutcome.Pass(text) : StepOutcome.Refuse(text);
    }
}

/// <summary>A day that returns each year.</summary>
/// <param name="MonthAndDay">Null for 春节, the first day of the lunar year.</param>
public sealed record Occasion(string Name, (int Month, int Day)? MonthAndDay)
{
    public DateOnly DayIn(int year) => MonthAndDay is { } fixedDay
        ? new DateOnly(year, fixedDay.Month, fixedDay.Day)
        : DateOnly.FromDateTime(new ChineseLunisolarCalendar().ToDateTime(year, 1, 1, 0, 0, 0, 0));
}
