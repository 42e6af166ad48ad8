using Xunit;

namespace HonourWall.Admin.Tests.Rules.Reading;

public class CaseFactsReaderTests
{
    private const string Person = """{"honours": [{"award": "北京市劳动模范", "year": 2010}]}""";

    [Theory]
    [InlineData("""[]""", "HR104 [")]
    [InlineData("""7""", "HR104 7")]
    [InlineData("""{}""", "HR301 {")]
    [InlineData("""{"benefit": "fire", "check": "recipient"}""", "HR301 {")]
    [InlineData("""{"benefit": "fyre"}""", "HR302 \"fyre\"")]
    [InlineData("""{"check": "fire"}""", "HR302 \"fire\"")]
    [InlineData("""{"benefit": 5}""", "HR104 5")]
    [InlineData("""{"benefit": "fire", "on": "2014-06-01", "loss": "1", """, "HR101 ")]
    [InlineData("""{"benefit": "fire",}""", "HR101 }")]
    [InlineData("""{"benefit": "fire"} x""", "HR101 x")]
    [InlineData("""{"benefit": "\ud800"}""", "HR101 \"\\ud800\"")]
    [InlineData("", "HR101 ")]
    public void What_is_no_question_is_refused_at_its_place(string json, string mistakes) => Assert.Equal(mistakes, RuleRoom.Mistakes(json));

    [Theory]
    [InlineData("\"on\": \"2014-06-01\", \"loss\": \"1\"", "")]
    [InlineData("\"loss\": \"1\"", "HR103 {")]
    [InlineData("\"on\": null, \"loss\": \"1\"", "HR103 {")]
    [InlineData("\"on\": \"2014-06-01\"", "HR103 {")]
    [InlineData("\"on\": \"2014-6-1\", \"loss\": \"1\"", "HR107 \"2014-6-1\"")]
    [InlineData("\"on\": \"2014-02-29\", \"loss\": \"1\"", "HR107 \"2014-02-29\"")]
    [InlineData("\"on\": \"2014-06-01T00:00\", \"loss\": \"1\"", "HR107 \"2014-06-01T00:00\"")]
    [InlineData("\"on\": \"0001-01-01\", \"loss\": \"1\"", "HR107 \"0001-01-01\"")]
    [InlineData("\"on\": 20140601, \"loss\": \"1\"", "HR104 20140601")]
    [InlineData("\"on\": \"2014-06-01\", \"loss\": 1", "HR104 1")]
    [InlineData("\"on\": \"2014-06-01\", \"loss\": \"-1\"", "HR108 \"-1\"")]
    [InlineData("\"on\": \"2014-06-01\", \"loss\": \"1.005\"", "HR108 \"1.005\"")]
    [InlineData("\"on\": \"2014-06-01\", \"loss\": \"1e5\"", "HR108 \"1e5\"")]
    [InlineData("\"on\": \"2014-06-01\", \"loss\": \"99999999999999999999\"", "HR108 \"99999999999999999999\"")]
    [InlineData("\"on\": \"2014-06-01\", \"loss\": \"1\", \"lost\": \"1\"", "HR102 \"lost\"")]
    [InlineData("\"on\": \"2014-06-01\", \"loss\": \"1\", \"loss\": \"2\"", "HR106 \"loss\"")]
    public void A_wrong_fact_is_refused_at_its_place(string facts, string mistakes) =>
        Assert.Equal(mistakes, RuleRoom.Mistakes($$"""{"benefit": "fire", "person": {{Person}}, {{facts}}}"""));

    [Theory]
    [InlineData("""{"honours": []}""", "")]
    [InlineData("""{}""", "HR103 {")]
    [InlineData("""{"honours": {}}""", "HR104 {")]
    [InlineData("""{"honours": [{"award": "首都劳动奖章"}]}""", "HR103 {")]
    [InlineData("""{"honours": [{"award": "首都劳动奖章", "year": "2010"}]}""", "HR104 \"2010\"")]
    [InlineData("""{"honours": [{"award": "首都劳动奖章", "year": 2010.5}]}""", "HR105 2010.5")]
    [InlineData("""{"honours": [{"award": "首都劳动奖章", "year": 201}]}""", "HR105 201")]
    [InlineData("""{"honours": [{"award": "", "year": 2010}]}""", "HR105 \"\"")]
    [InlineData("""{"honours": [{"award": " 首都劳动奖章", "year": 2010}]}""", "HR105 \" 首都劳动奖章\"")]
    [InlineData("""{"honours": [{"award": "首都劳动奖章", "year": 2010, "revoked_on": null}]}""", "")]
    [InlineData("""{"honours": [{"award": "首都劳动奖章", "year": 2010, "revoked_on": "2009-12-31"}]}""", "HR303 {")]
    [InlineData("""{"honours": [{"award": "首都劳动奖章", "year": 2010, "revoked": "2012-12-31"}]}""", "HR102 \"revoked\"")]
    [InlineData("""{"honours": [], "status": "退休"}""", "HR105 \"退休\"")]
    [InlineData("""{"honours": [], "status": "离退休"}""", "")]
    [InlineData("""{"honours": [], "name": "测试一"}""", "HR102 \"name\"")]
    public void A_wrong_person_is_refused_at_its_place(string person, string mistakes) =>
        Assert.Equal(mistakes, RuleRoom.Mistakes($$"""{"benefit": "health-check", "on": "2014-06-01", "person":{{person}}}"""));

    [Theory]
    [InlineData("\"self_paid\": \"1\"", "")]
    [InlineData("\"billed\": \"2\", \"out_of_scope\": \"2\"", "")]
    [InlineData("\"billed\": \"2\"", "HR305 {")]
    [InlineData("\"out_of_scope\": \"2\"", "HR305 {")]
    [InlineData("\"self_paid\": \"1\", \"billed\": \"2\", \"out_of_scope\": \"1\"", "HR305 {")]
    [InlineData("\"illness\": \"甲病\"", "HR305 {")]
    [InlineData("\"billed\": \"2\", \"out_of_scope\": \"2.01\"", "HR303 {")]
    [InlineData("\"self_paid\": \"1\", \"earlier\": {}", "HR104 {")]
    [InlineData("\"self_paid\": \"1\", \"earlier\": [\"serious-illness\"]", "HR104 \"serious-illness\"")]
    [InlineData("\"self_paid\": \"1\", \"earlier\": [{\"benefit\": \"serious-ilness\"}]", "HR105 \"serious-ilness\"")]
    [InlineData("\"self_paid\": \"1\", \"earlier\": [{\"benefit\": \"fire\", \"paid_on\": \"2014\"}]", "HR107 \"2014\"")]
    public void The_own_share_is_stated_in_one_way_and_whole(string facts, string mistakes) =>
        Assert.Equal(mistakes, RuleRoom.Mistakes($$"""{"benefit": "serious-illness", "on": "2014-06-01", "person": {{Person}}, {{facts}}}"""));

    [Theory]
    [InlineData("""{"check": "grassroots-share", "grassroots": 50, "total": 100}""", "")]
    [InlineData("""{"check": "grassroots-share", "grassroots": 0, "total": 0}""", "HR303 {")]
    [InlineData("""{"check": "grassroots-share", "grassroots": 3, "total": 2}""", "HR303 {")]
    [InlineData("""{"check": "grassroots-share", "grassroots": -1, "total": 2}""", "HR105 -1")]
    [InlineData("""{"check": "grassroots-share", "grassroots": 1.0, "total": 2}""", "HR105 1.0")]
    [InlineData("""{"check": "grassroots-share", "grassroots": "1", "total": 2}""", "HR104 \"1\"")]
    [InlineData("""{"check": "recipient", "award": "三好学生", "recipient": "person"}""", "HR304 \"三好学生\"")]
    [InlineData("""{"check": "recipient", "award": "首都劳动奖章", "recipient": "people"}""", "HR105 \"people\"")]
    [InlineData("""{"check": "prerequisite", "award": "首都劳动奖章", "held": "西城劳动奖章"}""", "HR104 \"西城劳动奖章\"")]
    [InlineData("""{"check": "prerequisite", "award": "首都劳动奖章", "held": [], "industry_honour": "high"}""", "HR105 \"high\"")]
    [InlineData("""{"budget": "city-fund"}""", "HR306 {")]
    [InlineData("""{"budget": "city-fund", "year": 2015, "on": "2016-01-01"}""", "HR303 {")]
    [InlineData("""{"budget": "city-fund", "year": "2015"}""", "HR104 \"2015\"")]
    [InlineData("""{"benefit": "recuperation", "on": "2014-08-04", "person": {"honours": []}, "earlier": ["2014-13-01"]}""", "HR107 \"2014-13-01\"")]
    [InlineData("""{"benefit": "accident-disability", "on": "2014-08-04", "person": {"honours": []}, "severe": "true", "work_injury": 0}""", "HR104 \"true\"; HR104 0")]
    public void Each_question_is_strict_about_its_facts(string json, string mistakes) => Assert.Equal(mistakes, RuleRoom.Mistakes(json));

    [Fact]
    public void No_slip_of_a_finger_brings_the_reader_down()
    {
        const string good = """{"benefit": "serious-illness", "on": "2014-06-01", "person": {"honours": [{"award": "北京市劳动模范", "year": 2010}]}, "self_paid": "40000.00", "earlier": [{"benefit": "serious-illness", "illness": "𠮷病"}]}""";
        var refused = 0;
        for (var at = 0; at < good.Length; at++)
            foreach (var typed in new[] { "", "[", "{", "}", "\"", ":", ",", "\\", "null", "-", "1", "\0" })
                refused += RuleRoom.Mistakes(good[..at] + typed + good[(at + 1)..]).Length > 0 ? 1 : 0;
        Assert.True(refused > 2000);
    }

    [Fact]
    public void Depth_that_would_exhaust_a_reader_is_refused() =>
        Assert.StartsWith("HR101", RuleRoom.Mistakes(string.Concat(Enumerable.Repeat("[", 100_000))), StringComparison.Ordinal);
}
