using HonourWall.Admin.Rules;
using Xunit;

namespace HonourWall.Admin.Tests.Rules;

public class PriorityTests
{
    [Fact]
    public void The_draw_depends_on_the_seed_and_on_nothing_else()
    {
        var ids = Enumerable.Range(1, 20).Select(i => $"{i}").ToList();
        var first = Order("2014-08-04", "甲", ids);
        Assert.Equal(ids.Order(StringComparer.Ordinal), first.Order(StringComparer.Ordinal));
        Assert.Equal(first, Order("2014-08-04", "甲", Enumerable.Reverse(ids)));
        Assert.Equal(first, Order("2015-08-04", "甲", ids));
        Assert.NotEqual(first, Order("2014-08-04", "乙", ids));
        // Who leaves the list moves nobody else.
        Assert.Equal(first.Where(i => i != "7"), Order("2014-08-04", "甲", ids.Where(i => i != "7")));
    }

    [Theory]
    [InlineData("""[{"id": "1"}]""", "HR103 {")]
    [InlineData("""[{"id": "1", "front_line": true}, {"id": "1", "front_line": false}]""", "HR106 [")]
    [InlineData("""[{"id": "1;2", "front_line": true}]""", "HR105 {")]
    [InlineData("""[{"id": "1", "front_line": true, "last": "never"}]""", "HR107 \"never\"")]
    public void A_wrong_candidate_is_refused_at_its_place(string candidates, string mistakes) =>
        Assert.Equal(mistakes, RuleRoom.Mistakes($$"""{"order": "recuperation", "on": "2014-08-04", "seed": "甲", "candidates": {{candidates}}}"""));

    [Fact]
    public void An_order_without_a_draw_at_its_end_is_refused()
    {
        var diagnostics = new HonourWall.Admin.Rules.Diagnostics.RuleDiagnostics();
        Assert.Null(RuleBookReader.Read(RuleRoom.Changed("recuperation-order.yaml", "从未参加, 抽签]", "从未参加]"), diagnostics));
        Assert.Equal(["HR105"], diagnostics.Select(d => d.Code));
    }

    private static string[] Order(string on, string seed, IEnumerable<string> ids) =>
        RuleRoom.Assess(new { order = "recuperation", on, seed, candidates = ids.Select(id => new { id, front_line = true }) }).Result.Split(';');
}
