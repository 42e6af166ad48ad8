using HonourWall.Admin.Rules.Cases;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Reading;
using Xunit;

namespace HonourWall.Admin.Tests.Rules;

public class ShippedPacksTests
{
    public static TheoryData<string> PublishedCases => [.. ReadPublished().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(PublishedCases))]
    public void A_published_case_is_answered_as_expected(string name)
    {
        var one = ReadPublished().Single(c => c.Name == name);
        Assert.NotNull(one.Expected);
        Assert.Equal(one.Expected, one.Assess().Result);
    }

    [Fact]
    public void All_published_cases_are_read() => Assert.Equal(35, ReadPublished().Length);

    [Fact]
    public void The_tests_beside_the_packs_pass_and_each_pack_has_some()
    {
        var diagnostics = new RuleDiagnostics();
        var count = PackTests.Run(RuleRoom.Shipped, diagnostics);
        Assert.Empty(diagnostics.Select(d => d.Write(RuleLanguage.English)));
        Assert.True(count > 150);
    }

    [Fact]
    public void The_rules_that_the_union_stated_are_written_down()
    {
        var rules = RuleRoom.Shipped.Packs.SelectMany(p => p.Rules).ToHashSet(StringComparer.Ordinal);
        foreach (var rule in "R01 R02 R03 R04 R05 R07 R11 R12 R13 R17 R30 R31 R32 R33 R34 R42 R43 R44".Split(' ')) Assert.Contains(rule, rules);
    }

    [Fact]
    public void Every_cited_source_is_a_published_one()
    {
        var published = File.ReadLines(RuleRoom.Sample("sources.csv")).Select(l => l.Split(',')[0]).ToHashSet(StringComparer.Ordinal);
        var cited = RuleRoom.Shipped.Packs.SelectMany(p => p.Parameters).SelectMany(p => p.Versions).SelectMany(v => v.Basis.Sources).ToList();
        Assert.NotEmpty(cited);
        Assert.All(cited, source => Assert.Contains(source, published));
    }

    [Fact]
    public void An_award_that_the_public_site_says_carries_the_treatment_opens_the_gate_and_one_that_does_not_keeps_it_shut()
    {
        var document = YamlNodes.Read(new SourceText("awards.yaml", File.ReadAllText(RuleRoom.Sample("awards.yaml"))), []);
        Assert.NotNull(document);
        var told = 0;
        foreach (var award in document.Items)
        {
            string? Of(string key) => award.Members.FirstOrDefault(m => m.Key == key)?.Value.Text;
            if (Of("treatment") is not ("true" or "false") || Of("recipient") != "person" || Of("name") is not { } name) continue;
            var facts = new { benefit = "fire", on = "2030-01-01", person = new { honours = new[] { new { award = name, year = 2010 } } }, loss = "10000.00" };
            Assert.Equal((name, Of("treatment") == "true" ? "2000.00" : "0"), (name, RuleRoom.Assess(facts).Result));
            told++;
        }
        Assert.True(told > 10);
    }

    private static System.Collections.Immutable.ImmutableArray<RuleCase> ReadPublished()
    {
        var diagnostics = new RuleDiagnostics();
        var cases = new CaseFileReader(RuleRoom.Shipped, diagnostics).Read(new SourceText("cases.csv", File.ReadAllText(RuleRoom.Sample("cases.csv"))));
        Assert.Empty(diagnostics);
        return cases;
    }
}
