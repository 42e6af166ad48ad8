using HonourWall.Admin.Rules;
using Xunit;

namespace HonourWall.Admin.Tests.Rules;

public class PackComparisonTests
{
    [Fact]
    public void A_higher_cap_changes_the_cases_above_the_old_one_and_no_other()
    {
        var after = RuleRoom.Read(RuleRoom.Changed("serious-illness.yaml", "\"25000.00\"", "\"30000.00\""));
        var comparison = PackComparison.Between(RuleRoom.Shipped, after, Cases("99999.99", "100000.02", "110000.00"));
        var parameter = Assert.Single(comparison.Parameters);
        Assert.Equal(("serious-illness/cap", "25000.00 元", "30000.00 元"), (parameter.Id, parameter.Before[0].Value, parameter.After[0].Value));
        Assert.Equal(
            [("100000.02", "25000.00", "25000.01"), ("110000.00", "25000.00", "27500.00")],
            comparison.Cases.Select(c => (c.Name, c.Before.Result, c.After.Result)));
    }

    [Fact]
    public void A_new_version_from_a_later_day_changes_no_earlier_case()
    {
        var after = RuleRoom.Read(RuleRoom.Changed("serious-illness.yaml",
            "versions: [{ since: 未注明, is: \"25000.00\", basis: help }]",
            "versions: [{ since: 未注明, is: \"25000.00\", basis: help }, { since: 2014-06-02, is: \"1.00\", basis: help }]"));
        var comparison = PackComparison.Between(RuleRoom.Shipped, after, Cases("10000.00", "400000.00"));
        Assert.Empty(comparison.Cases);
        Assert.Equal(["2014-06-01", null], Assert.Single(comparison.Parameters).After.Select(v => v.Until));
    }

    [Fact]
    public void The_other_reading_of_the_base_is_a_parameter()
    {
        var after = RuleRoom.Read(RuleRoom.Changed("serious-illness.yaml", "is: [全额]", "is: [超出部分]"));
        var comparison = PackComparison.Between(RuleRoom.Shipped, after, Cases("10000.00", "10000.02", "40000.00", "400000.00"));
        Assert.Equal(
            [("10000.00", "2500.00", "0"), ("10000.02", "2500.01", "0.01"), ("40000.00", "10000.00", "7500.00")],
            comparison.Cases.Select(c => (c.Name, c.Before.Result, c.After.Result)));
    }

    [Fact]
    public void A_release_that_asks_more_says_which_cases_it_cannot_read()
    {
        var after = RuleRoom.Read(RuleRoom.Changed("serious-illness.yaml", "others: true, optional: true", "others: true"));
        var change = Assert.Single(PackComparison.Between(RuleRoom.Shipped, after, Cases("10000.00")).Cases);
        Assert.Null(change.Before.Mistake);
        Assert.Contains("illness", change.After.Mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_release_changes_nothing()
    {
        var comparison = PackComparison.Between(RuleRoom.Shipped, RuleRoom.Shipped, Cases("10000.00"));
        Assert.Empty(comparison.Parameters);
        Assert.Empty(comparison.Cases);
    }

    private static IEnumerable<(string, string)> Cases(params string[] amounts) => amounts.Select(a => (a, RuleRoom.Illness(Money.Parse(a))));
}
