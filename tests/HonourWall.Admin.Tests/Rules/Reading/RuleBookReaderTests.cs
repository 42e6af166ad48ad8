using HonourWall.Admin.Rules;
using HonourWall.Admin.Rules.Cases;
using HonourWall.Admin.Rules.Diagnostics;
using Xunit;

namespace HonourWall.Admin.Tests.Rules.Reading;

/// <summary>One good small pack, and what is said when a single thing in it is wrong.</summary>
public class RuleBookReaderTests
{
    private const string Honours = """
        honours:
          words: { 区: [甲区, 乙区] }
          classes:
            high: { title: 高, names: [高奖] }
            low: { title: 低, names: ["{区}奖"] }
        """;

    private const string Pack = """
        pack: gift
        title: 慰问
        scope: 示例区
        rules: [R00]
        asks: { benefit: gift }
        gives: amount
        dated-by: [on]
        bases:
          paper: { document: 示例文件, article: 第一条, sources: [s000] }
        facts:
          on: { name: 日期, kind: date }
          person: { name: 本人, kind: person }
          cost: { name: 费用, kind: money }
          kin: { name: 亲属, kind: word, words: { spouse: 配偶 }, optional: true }
        parameters:
          gate: { title: 范围, kind: honours, versions: [{ since: 未注明, is: [high, low], basis: paper }] }
          kin: { title: 亲属, kind: words, versions: [{ since: 未注明, is: [配偶], basis: paper }] }
          line:
            title: 起点
            kind: money
            versions:
              - { since: 2010-01-01, until: 2011-12-31, is: "100.00", basis: paper }
              - { since: 2012-01-01, is: "200.00", basis: paper }
          pays: { title: 数额, kind: money, versions: [{ since: 未注明, is: "50.00", basis: paper }] }
        steps:
          - eligibility: { who: person, honours: gate }
          - one-of: { fact: kin, words: kin }
          - threshold: { fact: cost, at-least: line }
          - amount: { pays: pays }
        """;

    public static TheoryData<string, string, string> Mistakes => new()
    {
        // What is changed, into what, and what is said: code, line, and what stands at the place.
        { "pack: gift", "pack: [gift", "HR101@1 [" },
        { "pack: gift", "pack: &gift gift", "HR101@1 &gift gift" },
        { "pack: gift", "pack: gift\n---\npack: other", "HR101@2 -" },
        { "title: 慰问", "titel: 慰问", "HR103@1 p; HR102@2 titel" },
        { "scope: 示例区\n", "", "HR103@1 p" },
        { "kind: date", "kind: dat", "HR105@11 dat; HR207@7 on" },
        { "is: \"50.00\"", "is: 50.00", "HR104@24 50.00" },
        { "is: \"50.00\"", "is: \"5e1\"", "HR108@24 \"5e1\"" },
        { "gives: amount", "gives: money", "HR105@6 money" },
        { "asks: { benefit: gift }", "asks: { present: gift }", "HR105@5 {" },
        { "scope: 示例区", "scope: 示例区\nscope: 示例区", "HR106@4 scope" },
        { "since: 2012-01-01", "since: 2012-02-30", "HR107@23 2012-02-30" },
        { "until: 2011-12-31", "until: 2011-12", "HR107@22 2011-12" },
        { "since: 2012-01-01", "since: 2011-12-31", "HR201@23 2011-12-31" },
        { "since: 2012-01-01", "since: 2009-01-01", "HR201@23 2009-01-01" },
        { "since: 2012-01-01", "since: 未注明", "HR201@23 未注明" },
        { "until: 2011-12-31", "until: 2009-12-31", "HR201@22 2010-01-01; HR202@23 2012-01-01" },
        { "since: 2012-01-01", "since: 2012-01-02", "HR202@23 2012-01-02" },
        { "since: 2012-01-01, ", "", "HR103@23 {" },
        { "\"200.00\", basis: paper", "\"200.00\"", "HR203@23 {" },
        { "\"200.00\", basis: paper", "\"200.00\", basis: papers", "HR204@23 papers" },
        { "at-least: line", "at-least: lines", "HR205@28 lines; HR208@18 line" },
        { "at-least: line", "at-least: other/line", "HR205@28 other/line; HR208@18 line" },
        { "at-least: line", "at-least: gate", "HR206@28 gate; HR208@18 line" },
        { "fact: cost", "fact: coast", "HR207@28 coast; HR208@13 cost" },
        { "fact: cost", "fact: on", "HR206@28 on; HR208@13 cost" },
        { "  kin: { title", "  more: { title: 余, kind: number, versions: [{ since: 未注明, is: 1, basis: paper }] }\n  kin: { title", "HR208@17 more" },
        { "bases:\n", "bases:\n  other: { document: 别的, article: 第二条, sources: [s000] }\n", "HR208@9 other" },
        { "is: [high, low]", "is: [high, middle]", "HR209@16 middle" },
        { "is: [配偶]", "is: [spouse]", "HR105@17 未注明" },
        { "kind: money }\n  kin", "kind: money, optional: true }\n  kin", "HR210@28 cost" },
        { "dated-by: [on]\n", "", "HR211@25 eligibility; HR208@10 on" },
        { "dated-by: [on]", "dated-by: [cost]", "HR206@7 [; HR208@11 on" },
        { "gives: amount", "gives: yes-no", "HR212@1 p" },
        { "\n  - amount: { pays: pays }", "", "HR212@1 p; HR208@24 pays" },
        { "- amount: { pays: pays }", "- amuont: { pays: pays }", "HR105@29 amuont; HR208@24 pays" },
        { "- amount: { pays: pays }", "- amount: { pays: pays, twice: true }", "HR102@29 twice" },
    };

    [Fact]
    public void A_good_pack_is_read()
    {
        Assert.Equal("", Read(Pack));
        var book = RuleRoom.Read(Files(Pack));
        string Ask(string on, string cost) => RuleRoom.Assess(
            $$$"""{"benefit": "gift", "on": "{{{on}}}", "kin": "spouse", "cost": "{{{cost}}}", "person": {"honours": [{"award": "乙区奖", "year": 2000}]}}""", book).Result;
        Assert.Equal(("0", "50.00", "50.00", "0"), (Ask("2011-12-31", "99.99"), Ask("2011-12-31", "100.00"), Ask("2012-01-01", "200.00"), Ask("2012-01-01", "199.99")));
    }

    [Fact]
    public void Before_the_first_stated_day_the_rules_say_nothing()
    {
        var answer = RuleRoom.Assess(
            """{"benefit": "gift", "on": "2009-12-31", "kin": "spouse", "cost": "500.00", "person": {"honours": [{"award": "高奖", "year": 2000}]}}""",
            RuleRoom.Read(Files(Pack)));
        Assert.Equal((Decision.NotCovered, "", "2009-12-31 没有有效的「起点」，规则未作规定"), (answer.Decision, answer.Result, answer.Trace[^1].Text));
        Assert.Null(answer.Amount);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_reported_where_it_was_typed(string from, string to, string mistakes)
    {
        Assert.Contains(from, Pack, StringComparison.Ordinal);
        Assert.Equal(mistakes, Read(Pack.Replace(from, to, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_diagnostic_of_packs_is_tried_here()
    {
        var tried = Mistakes.SelectMany(row => row.Data.Item3.Split("; ")).Select(m => m[..5]).ToHashSet(StringComparer.Ordinal);
        string[] elsewhere = ["HR213", "HR214"]; // Below.
        Assert.Equal(
            RuleDiagnosticCatalogue.All.Select(e => e.Code).Where(c => string.CompareOrdinal(c, "HR300") < 0),
            tried.Concat(elsewhere).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_diagnostic_says_itself_in_both_languages()
    {
        foreach (var entry in RuleDiagnosticCatalogue.All)
        {
            var one = new RuleDiagnostic(entry.Code, new("file.yaml", 3, 4), ["甲", "乙", "丙"]);
            Assert.StartsWith($"file.yaml:3:4: 错误 {entry.Code}：", one.Write(RuleLanguage.Chinese), StringComparison.Ordinal);
            Assert.StartsWith($"file.yaml:3:4: error {entry.Code}: ", one.Write(RuleLanguage.English), StringComparison.Ordinal);
            Assert.True(entry.Message.English.All(char.IsAscii) && entry.Message.Chinese.Any(c => c > 0x4E00));
        }
    }

    [Fact]
    public void Two_packs_that_answer_one_question_or_one_award_in_two_classes_are_refused()
    {
        Assert.Equal("HR106@1 p", Read(Pack, Pack.Replace("pack: gift", "pack: gift2", StringComparison.Ordinal)));
        var diagnostics = new RuleDiagnostics();
        RuleBookReader.Read([new PackFile("honours.yaml", Honours.Replace("[高奖]", "[高奖, 甲区奖]", StringComparison.Ordinal)), new PackFile("gift.yaml", Pack)], diagnostics);
        Assert.Equal(["HR106"], diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void A_test_that_fails_is_reported_at_what_it_expects_and_a_pack_without_tests_too()
    {
        const string tests = """
            tests:
              - case: 低于起点
                input: { benefit: gift, on: 2012-01-01, kin: spouse, cost: "199.99", person: { honours: [{ award: 高奖, year: 2000 }] } }
                expected: "50.00"
              - case: 写错
                input: { benefit: gift, on: 2012-01-01, cost: "1", person: { honour: [] } }
                expected: "0"
            """;
        Assert.Equal("HR103@6 {; HR102@6 honour; HR213@4 \"50.00\"", Check([.. Files(Pack), new PackFile("gift.tests.yaml", tests)]));
        Assert.Equal("HR214@1 p", Check(Files(Pack)));
    }

    [Fact]
    public void No_slip_of_a_finger_brings_the_reader_down()
    {
        var refused = 0;
        for (var at = 0; at < Pack.Length; at += 29)
            foreach (var typed in new[] { "", "[", "{", "}", "\"", ":", "- ", "&", "*", "!", "%", "\t", "\n", "\0", "?", "|" })
            {
                if (Read(Pack[..at] + typed + Pack[(at + 1)..]).Length > 0) refused++;
            }
        Assert.True(refused > 400, $"{refused}");
    }

    private static PackFile[] Files(params string[] packs) =>
        [new PackFile("honours.yaml", Honours), .. packs.Select((text, i) => new PackFile($"pack{i}.yaml", text))];

    private static string Read(params string[] packs)
    {
        var (files, diagnostics) = (Files(packs), new RuleDiagnostics());
        var book = RuleBookReader.Read(files, diagnostics);
        Assert.Equal(book is null, diagnostics.Count > 0);
        return Write(files, diagnostics);
    }

    private static string Check(PackFile[] files)
    {
        var diagnostics = new RuleDiagnostics();
        PackTests.Run(RuleRoom.Read(files), diagnostics);
        return Write(files, diagnostics);
    }

    private static string Write(PackFile[] files, RuleDiagnostics diagnostics) => string.Join("; ", diagnostics.Select(d =>
    {
        Assert.InRange(d.Place.Line, 1, int.MaxValue);
        var lines = files.Single(f => f.Name == d.Place.File).Text.Split('\n');
        var rest = (d.Place.Line > lines.Length ? "" : lines[d.Place.Line - 1])[(Math.Max(1, d.Place.Column) - 1)..];
        return $"{d.Code}@{d.Place.Line} {rest[..Math.Min(rest.Length, d.Place.Length)]}";
    }));
}
