using System.Collections.Immutable;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Honours;
using HonourWall.Admin.Rules.Parameters;

namespace HonourWall.Admin.Rules.Blocks;

/// <summary>Who may ask, by honour and by status (资格): <c>eligibility: { who: person, honours: treatment, stopped: stopped }</c>.</summary>
/// <param name="Honours">At least one honour of these classes must count on the day; null asks for none.</param>
/// <param name="Statuses">The status must be stated and be one of these; null asks for none.</param>
/// <param name="Stopped">A status at which everything stops (去世, 违纪).</param>
public sealed record EligibilityBlock(
    Fact<Holder> Who, Parameter<HonourSet>? Honours, Parameter<ImmutableArray<string>>? Statuses, Parameter<ImmutableArray<string>>? Stopped)
    : RuleBlock("eligibility")
{
    public override StepOutcome Apply(Assessing work)
    {
        var holder = work.Get(Who);
        if (Stopped is not null && work.Cite(Stopped) is var stopped && holder.Status is { } status && stopped.Contains(status))
            return StepOutcome.Refuse($"{Who.Name}状态为「{status}」，属于{Stopped.Title}，停发");
        if (Statuses is not null && work.Cite(Statuses) is var statuses && (holder.Status is null || !statuses.Contains(holder.Status)))
            return StepOutcome.Refuse($"{Who.Name}状态为「{holder.Status ?? "未注明"}」，不属于{Statuses.Title}（{string.Join('、', statuses)}）");
        if (Honours is null) return StepOutcome.Pass($"{Who.Name}状态为「{holder.Status ?? "未注明"}」，符合");

        var day = work.Day ?? throw new InvalidOperationException("A pack with an eligibility has a day; the reader checks it.");
        var wanted = work.Cite(Honours);
        var found = holder.Honours.FirstOrDefault(h => h.CountsOn(day) && wanted.Contains(h.Class));
        return found is null
            ? StepOutcome.Refuse(WhyNone(holder, wanted, day))
            : StepOutcome.Pass($"{Who.Name}获{found.Describe(day)}，属于{Honours.Title}，符合资格");
    }

    private string WhyNone(Holder holder, HonourSet wanted, DateOnly day)
    {
        if (holder.Honours.IsEmpty) return $"{Who.Name}没有登记荣誉，不属于{Honours?.Title}";
        var each = holder.Honours.Select(h => h.Describe(day) + (h.Class is null ? "不在荣誉归类表中" : wanted.Contains(h.Class) ? "" : "不在其列"));
        return $"{Who.Name}没有在 {day:yyyy-MM-dd} 有效的{Honours?.Title}：{string.Join('；', each)}";
    }
}
