using System.Globalization;
using System.Text.Json.Nodes;
using HonourWall.Admin.Rules;
using HonourWall.Admin.Rules.Blocks;
using Xunit;

namespace HonourWall.Admin.Tests.Rules;

/// <summary>What must hold for every amount and every day, tried over ranges around each line.</summary>
public class AssessmentLawTests
{
    [Fact]
    public void Help_never_falls_as_the_own_share_grows_and_never_exceeds_the_cap()
    {
        var before = Money.Zero;
        foreach (var fen in Around(0, 999_999, 1_000_000, 4_000_000, 9_999_998, 10_000_000, 50_000_000, long.MaxValue - 200))
        {
            var amount = AmountFor(fen);
            Assert.True(amount >= before, $"{fen}");
            Assert.True(amount <= Money.Parse("25000.00"), $"{fen}");
            before = amount;
        }
        Assert.Equal(Money.Parse("25000.00"), before);
    }

    [Fact]
    public void Help_is_a_quarter_rounded_half_up_between_line_and_cap()
    {
        foreach (var fen in Around(1_000_050, 1_234_567, 5_000_050, 9_999_850))
        {
            var exact = decimal.Round(fen / 4m, 0, MidpointRounding.AwayFromZero);
            Assert.Equal(new Money((long)exact), AmountFor(fen));
        }
    }

    [Theory]
    [InlineData("serious-illness", "self_paid", "9999.99", "10000.00")]
    [InlineData("fire", "loss", "9999.99", "10000.00")]
    public void A_line_includes_its_own_number(string benefit, string fact, string below, string at)
    {
        string Of(string amount) => RuleRoom.Assess(
            new JsonObject { ["benefit"] = benefit, ["on"] = "2014-06-01", ["person"] = RuleRoom.Person("北京市劳动模范", 2010), [fact] = amount }.ToJsonString()).Result;
        Assert.Equal("0", Of(below));
        Assert.NotEqual("0", Of(at));
    }

    [Theory]
    [InlineData("2009-12-31", null, false)]
    [InlineData("2010-01-01", null, true)]
    [InlineData("2014-05-31", "2014-06-01", true)]
    [InlineData("2014-06-01", "2014-06-01", false)]
    [InlineData("2014-06-02", "2014-06-01", false)]
    public void An_honour_counts_from_its_year_to_the_day_before_it_is_revoked(string on, string? revokedOn, bool counts)
    {
        foreach (var (benefit, facts, yes) in new (string, (string, JsonNode?)[], string)[]
        {
            ("fire", [("loss", "10000.00")], "2000.00"),
            ("accident-death", [("work_injury", false)], "3000.00"),
            ("health-check", [], "yes"),
            ("recuperation", [], "yes"),
        })
        {
            var input = new JsonObject { ["benefit"] = benefit, ["on"] = on, ["person"] = RuleRoom.Person("全国劳动模范", 2010, "在职", revokedOn) };
            foreach (var (key, value) in facts) input[key] = value?.DeepClone();
            Assert.Equal((benefit, counts), (benefit, RuleRoom.Assess(input.ToJsonString()).Result == yes));
        }
    }

    [Fact]
    public void Another_honour_never_takes_anything_away()
    {
        string[] awards = ["全国劳动模范", "全国先进工作者", "北京市劳动模范", "全国五一劳动奖章", "首都劳动奖章", "西城劳动奖章", "某区某奖"];
        Money For(params string[] held)
        {
            var honours = new JsonArray([.. held.Select(h => new JsonObject { ["award"] = h, ["year"] = 2010 })]);
            return RuleRoom.Assess(new JsonObject
            {
                ["benefit"] = "family-illness",
                ["on"] = "2014-06-01",
                ["person"] = new JsonObject { ["honours"] = honours },
                ["relation"] = "spouse",
                ["has_income"] = false,
                ["self_paid"] = "15000.00",
            }.ToJsonString()).Amount ?? throw new InvalidOperationException("An amount is given.");
        }
        foreach (var one in awards)
            foreach (var other in awards)
            {
                var both = For(one, other);
                Assert.Equal(For(other, one), both);
                Assert.Equal(For(one) > For(other) ? For(one) : For(other), both);
            }
    }

    [Fact]
    public void A_version_holds_to_its_last_day_and_the_next_from_its_first()
    {
        string City(string on) => RuleRoom.Assess(new { budget = "city-fund", on }).Result;
        string Xicheng(string on) => RuleRoom.Assess(new { budget = "xicheng", on }).Result;
        Assert.Equal(("20000000.00", "30000000.00"), (City("2015-12-31"), City("2016-01-01")));
        Assert.Equal(("980000.00", "2000000.00"), (Xicheng("2011-11-23"), Xicheng("2011-11-24")));
        foreach (var pack in RuleRoom.Shipped.Packs)
            foreach (var parameter in pack.Parameters)
                for (var day = new DateOnly(1950, 1, 1); day.Year < 2040; day = day.AddDays(97)) Assert.True(parameter.HoldsOn(day), parameter.Id);
    }

    [Theory]
    [InlineData("1996-06-02", "2014-06-01", 17)]
    [InlineData("1996-06-01", "2014-06-01", 18)]
    [InlineData("1996-02-29", "2014-02-28", 17)]
    [InlineData("1996-02-29", "2014-03-01", 18)]
    [InlineData("1996-02-29", "2016-02-28", 19)]
    [InlineData("1996-02-29", "2016-02-29", 20)]
    [InlineData("1996-03-01", "2014-02-28", 17)]
    [InlineData("1996-12-31", "2014-12-31", 18)]
    [InlineData("2014-01-01", "2014-01-01", 0)]
    public void One_is_a_year_older_on_the_birthday(string born, string on, int age) =>
        Assert.Equal(age, AgeBlock.AgeOn(DateOnly.ParseExact(born, "yyyy-MM-dd", CultureInfo.InvariantCulture), DateOnly.ParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture)));

    [Fact]
    public void Age_never_falls_from_one_day_to_the_next_and_rises_once_a_year()
    {
        foreach (var born in new[] { new DateOnly(1996, 2, 28), new DateOnly(1996, 2, 29), new DateOnly(1996, 3, 1), new DateOnly(1996, 12, 31) })
        {
            var rises = 0;
            for (var day = born; day < born.AddYears(20); day = day.AddDays(1))
            {
                var step = AgeBlock.AgeOn(born, day.AddDays(1)) - AgeBlock.AgeOn(born, day);
                Assert.InRange(step, 0, 1);
                rises += step;
            }
            Assert.Equal(20, rises);
        }
    }

    [Fact]
    public void What_was_paid_for_a_disability_and_for_the_death_after_it_comes_to_the_amount_of_the_death()
    {
        foreach (var fen in Around(0, 100_000, 200_000, 299_999, 300_000, 500_000))
        {
            var now = RuleRoom.Assess(new
            {
                benefit = "accident-death",
                on = "2014-06-01",
                person = RuleRoom.Person("北京市劳动模范", 2010),
                work_injury = false,
                earlier = new[] { new { benefit = "accident-disability", paid_on = "2014-01-01", amount = new Money(fen).ToString() } },
            }).Amount ?? throw new InvalidOperationException("An amount is given.");
            Assert.Equal(Math.Max(300_000, fen), now.Fen + fen);
        }
    }

    [Fact]
    public void A_sum_that_no_long_can_hold_is_left_to_a_person()
    {
        var huge = new { benefit = "accident-disability", amount = new Money(long.MaxValue).ToString() };
        var answer = RuleRoom.Assess(new
        {
            benefit = "accident-death",
            on = "2014-06-01",
            person = RuleRoom.Person("北京市劳动模范", 2010),
            work_injury = false,
            earlier = new[] { huge, huge },
        });
        Assert.Equal((Decision.NotCovered, ""), (answer.Decision, answer.Result));
    }

    [Fact]
    public void The_spring_festival_is_the_first_day_of_the_lunar_year()
    {
        var spring = new Occasion("春节", null);
        Assert.Equal(new DateOnly(2013, 2, 10), spring.DayIn(2013));
        Assert.Equal(new DateOnly(2014, 1, 31), spring.DayIn(2014));
        Assert.Equal(new DateOnly(2015, 2, 19), spring.DayIn(2015));
        Assert.Equal(new DateOnly(2026, 2, 17), spring.DayIn(2026));
        for (var year = 1901; year <= 2100; year++) Assert.Equal(year, spring.DayIn(year).Year);
    }

    private static Money AmountFor(long fen) =>
        RuleRoom.Assess(RuleRoom.Illness(new Money(fen))).Amount ?? throw new InvalidOperationException("An amount is given.");

    private static IEnumerable<long> Around(params long[] points) =>
        points.SelectMany(p => Enumerable.Range(-5, 105).Select(d => p + d)).Where(f => f >= 0).Distinct().Order();
}
