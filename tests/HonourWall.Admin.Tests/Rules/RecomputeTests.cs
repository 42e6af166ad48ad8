using HonourWall.Admin.Rules;
using HonourWall.Admin.Rules.Cases;
using HonourWall.Admin.Rules.Diagnostics;
using Xunit;

namespace HonourWall.Admin.Tests.Rules;

public class RecomputeTests
{
    [Fact]
    public void The_same_facts_and_packs_give_the_same_assessment_whatever_the_order_and_line_ends_of_the_files()
    {
        var other = RuleRoom.Read(ShippedPacks.Files().Reverse().Select(f => new PackFile("elsewhere/" + f.ShortName, f.Text.Replace("\n", "\r\n", StringComparison.Ordinal))));
        Assert.Equal(RuleRoom.Shipped.Version, other.Version);
        var (first, second) = (ReadTests(RuleRoom.Shipped), ReadTests(other));
        Assert.True(first.Count > 150);
        Assert.Equal(first.Select(t => (t.Name, t.Assess())), second.Select(t => (t.Name, t.Assess())));
        Assert.Equal(first.Select(t => t.Assess()), first.Select(t => t.Assess()));
    }

    [Fact]
    public async Task Many_threads_may_ask_one_book()
    {
        var tests = ReadTests(RuleRoom.Shipped);
        var expected = tests.Select(t => t.Assess()).ToList();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => tests.Select(t => t.Assess()).ToList())));
        Assert.All(answers, answer => Assert.Equal(expected, answer));
    }

    [Fact]
    public void A_changed_figure_is_another_version_of_the_packs_that_use_it_and_of_no_other()
    {
        var changed = RuleRoom.Read(RuleRoom.Changed("accident-disability.yaml", "\"2000.00\"", "\"2500.00\""));
        var differing = RuleRoom.Shipped.Packs.Zip(changed.Packs).Where(p => p.First.Version != p.Second.Version).Select(p => p.First.Id);
        // The death grant tops up what the disability grant paid.
        Assert.Equal(["accident-death", "accident-disability"], differing);
        Assert.NotEqual(RuleRoom.Shipped.Version, changed.Version);
    }

    [Fact]
    public void The_trace_names_fact_figure_version_and_article()
    {
        var assessment = RuleRoom.Assess(RuleRoom.Illness(Money.Parse("40000.00")));
        var threshold = assessment.Trace.Single(s => s.Block == "threshold");
        Assert.Equal("个人自付 40000.00 元，达到起付线 10000.00 元（含本数）", threshold.Text);
        Assert.Equal([new TraceFact("个人自付", "40000.00 元")], threshold.Facts);
        var line = Assert.Single(threshold.Parameters);
        Assert.Equal(("serious-illness/line", "10000.00 元", "未注明", "R01 大病救助"), (line.Id, line.Value, line.Since, line.Basis.Article));
        Assert.Equal(["eligibility", "once", "threshold", "rate", "cap"], assessment.Trace.Select(s => s.Block));
        Assert.Equal(64, assessment.Version.Length);
    }

    [Fact]
    public void The_trace_names_the_version_that_held_on_the_day()
    {
        var budget = RuleRoom.Assess(new { budget = "xicheng", on = "2011-11-24" });
        Assert.Equal("2011-11-24", Assert.Single(Assert.Single(budget.Trace).Parameters).Since);
    }

    [Fact]
    public void The_trace_tells_what_the_case_or_the_document_did_not_say()
    {
        var illness = RuleRoom.Assess(new
        {
            benefit = "serious-illness",
            on = "2014-06-01",
            person = RuleRoom.Person("北京市劳动模范", 2010),
            billed = "12000.00",
            out_of_scope = "2000.00",
        });
        Assert.Contains(new TraceFact("个人自付", "10000.00 元（个人负担总额 12000.00 元 − 其中自费 2000.00 元）"), illness.Trace.Single(s => s.Block == "threshold").Facts);
        Assert.Contains(illness.Trace.SelectMany(s => s.Parameters), p => p is { Id: "serious-illness/base", Default: not null });
        var child = RuleRoom.Assess(new
        {
            benefit = "family-illness",
            on = "2014-06-01",
            person = RuleRoom.Person("北京市劳动模范", 2010),
            relation = "child",
            birth_date = "2000-01-01",
            self_paid = "15000.00",
        });
        Assert.Contains(new TraceFact("治疗结束日", "2014-06-01（没有写，同申请日）"), child.Trace.Single(s => s.Block == "any-of").Facts);
    }

    [Fact]
    public void A_refusal_ends_with_its_reason()
    {
        var refused = RuleRoom.Assess(RuleRoom.Illness(Money.Parse("9999.99")));
        Assert.Equal((Decision.Refused, "0", Money.Zero), (refused.Decision, refused.Result, refused.Amount));
        Assert.Equal((false, "个人自付 9999.99 元，未达到起付线 10000.00 元（含本数）"), (refused.Trace[^1].Passed, refused.Trace[^1].Text));
        Assert.All(refused.Trace.SkipLast(1), step => Assert.True(step.Passed));
    }

    private static List<RuleCase> ReadTests(RuleBook book)
    {
        var diagnostics = new RuleDiagnostics();
        var tests = book.Files.Where(f => f.HoldsTests).SelectMany(f => new PackTestReader(book, diagnostics).Read(f)).ToList();
        Assert.Empty(diagnostics);
        return tests;
    }
}
