using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>
/// Someone must be under an age on a day (年龄): <c>age: { born: birth_date, on: treated_until, under: adult }</c>. One is a year older
/// on the birthday itself; who was born on 29 February, in a year without one, on 1 March.
/// </summary>
public sealed record AgeBlock(Fact<DateOnly> Born, Fact<DateOnly> On, Parameter<long> Under) : RuleBlock("age")
{
    public override StepOutcome Apply(Assessing work)
    {
        var under = work.Cite(Under);
        if (!work.TryGet(Born, out var born)) return StepOutcome.Refuse($"「{Born.Name}」未注明");
        if (!work.TryGet(On, out var on)) return StepOutcome.Refuse($"「{On.Name}」未注明");
        if (on < born) return StepOutcome.Refuse($"{On.Name} {on:yyyy-MM-dd} 早于{Born.Name} {born:yyyy-MM-dd}");
        var age = AgeOn(born, on);
        return age < under
            ? StepOutcome.Pass($"{Born.Name} {born:yyyy-MM-dd}，到{On.Name} {on:yyyy-MM-dd} 为 {age} 周岁，未满 {under} 周岁")
            : StepOutcome.Refuse($"{Born.Name} {born:yyyy-MM-dd}，到{On.Name} {on:yyyy-MM-dd} 为 {age} 周岁，已满 {under} 周岁");
    }

    public static int AgeOn(DateOnly born, DateOnly on) =>
        on.Year - born.Year - ((on.Month, on.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
}
