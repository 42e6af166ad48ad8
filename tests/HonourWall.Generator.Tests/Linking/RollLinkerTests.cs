using Xunit;

namespace HonourWall.Generator.Tests.Linking;

public sealed class RollLinkerTests : IDisposable
{
    private const string Rows = "batches/2020-model-worker.csv";
    private const string File = "honourees/ce-shi-yi.md";

    private readonly SampleContent _content = new();

    public void Dispose() => _content.Dispose();

    [Fact]
    public void A_person_without_a_file_has_a_page_made_from_their_rows()
    {
        var person = Person(_content.Link(), "ce-shi-er");
        Assert.False(person.HasFile);
        Assert.Equal(("测试二", "女", "示例公交公司", "东城区", "公交"), (person.Name, person.Gender, person.Employer, person.District?.Name, person.Industry?.Name));
        Assert.Equal("content/batches/2020-model-worker.csv:3:1", person.Place.ToString());
        Assert.Equal(Level.National, Assert.Single(person.Honours).Award.Level);
    }

    [Fact]
    public void Where_rows_differ_the_page_says_nothing()
    {
        AddBatch("2015-model-worker", "2015", "ce-shi-er,测试二,haidian,示例公交公司");
        var person = Person(_content.Link(), "ce-shi-er");
        Assert.Null(person.District);
        Assert.Equal("示例公交公司", person.Employer);
        Assert.Equal(["海淀区", "东城区"], person.Honours.Select(h => h.District?.Name));
    }

    [Fact]
    public void Honours_stand_by_year_and_those_without_one_last()
    {
        AddBatch("undated", "", "ce-shi-er,测试二,,");
        AddBatch("2015-model-worker", "2015", "ce-shi-er,测试二,,");
        var roll = _content.Link();
        Assert.Equal([2015, 2020, null], Person(roll, "ce-shi-er").Honours.Select(h => h.Year));
        Assert.Equal(["2015-model-worker", "2020-model-worker", "2020-unit-certificate", "undated"], roll.Batches.Select(b => b.Id.Value));
    }

    [Fact]
    public void A_collective_stands_apart_from_people()
    {
        var roll = _content.Link();
        Assert.Equal("示例公交公司第一车队", Assert.Single(roll.Collectives).Name);
        Assert.DoesNotContain(roll.Honourees, h => h.Id.Value == "shi-li-dui");
        Assert.True(Assert.Single(roll.Collectives[0].Honours).IsCollective);
    }

    [Fact]
    public void An_award_for_both_takes_a_collective_where_the_row_says_so()
    {
        _content.Replace("awards.yaml", "recipient: person", "recipient: [person, team]").Replace(Rows, ",note\n", ",kind\n").Replace(Rows, "s001,,\n", "s001,,person\n")
            .With("batches/2020-model-worker.csv", "id,name,kind\nce-shi-yi,测试一,\nshi-li-dui,示例公交公司第一车队,collective\n");
        var roll = _content.Link();
        Assert.Empty(_content.Diagnostics);
        Assert.Equal([false, true], roll.HonoursOf(roll.Batches[0]).Select(h => h.IsCollective));
        Assert.Equal(2, roll.Collectives[0].Honours.Length);
    }

    [Fact]
    public void A_withdrawn_honour_leaves_no_name_anywhere()
    {
        _content.Replace(Rows, "transit,,", "transit,withdrawn,");
        var roll = _content.Link();
        Assert.DoesNotContain(roll.Honourees, h => h.Name == "测试二");
        Assert.DoesNotContain(roll.Honours, h => h.Name == "测试二");
        Assert.Equal(["/honourees/ce-shi-er/"], roll.WithdrawnAddresses);
    }

    [Fact]
    public void A_withdrawn_person_with_a_file_goes_with_it_and_with_former_addresses()
    {
        _content.Replace(Rows, "sanitation,,", "sanitation,withdrawn,").Replace(File, "sources:", "aliases: [/old/1/]\nsources:");
        var roll = _content.Link();
        Assert.Null(roll.FindHonouree(HonoureeId.Parse("ce-shi-yi")));
        Assert.Equal(["/honourees/ce-shi-yi/", "/old/1/"], roll.WithdrawnAddresses);
    }

    [Fact]
    public void Who_keeps_another_honour_keeps_the_page()
    {
        AddBatch("2015-model-worker", "2015", "ce-shi-er,测试二,,");
        _content.Replace(Rows, "transit,,", "transit,withdrawn,");
        var roll = _content.Link();
        Assert.Equal(2015, Assert.Single(Person(roll, "ce-shi-er").Honours).Year);
        Assert.Empty(roll.WithdrawnAddresses);
    }

    [Theory]
    [InlineData("2026-04-30T23:59:59+08:00", false, 0)]
    [InlineData("2026-05-01T00:00:00+08:00", true, 1)]
    [InlineData("2026-04-30T16:00:00+00:00", true, 1)]
    [InlineData("2026-05-07T23:59:59+08:00", true, 1)]
    [InlineData("2026-05-08T00:00:00+08:00", true, 0)]
    public void Candidates_are_shown_while_their_notice_is_open_in_Beijing(string now, bool listed, int candidates)
    {
        _content.Replace(Rows, "transit,,", "transit,publicity,")
            .With("notices/candidates.md", "---\ntitle: 人选公示\nfrom: 2026-05-01\nuntil: 2026-05-07\ncontact: 示例总工会\nbatch: 2020-model-worker\n---\n\n现予公示。\n");
        var roll = _content.Link(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(_content.Diagnostics);
        Assert.Equal(listed, roll.Notices.Length == 1);
        Assert.Equal(candidates, roll.HonoursOf(roll.Batches[0]).Count(h => h.IsCandidate));
        // A candidate is no honouree yet.
        Assert.DoesNotContain(roll.Honourees, h => h.Name == "测试二");
        Assert.DoesNotContain(roll.Honours, h => h.Name == "测试二");
    }

    [Theory]
    [InlineData("draft: true", false)]
    [InlineData("draft: false", true)]
    [InlineData("publish_on: 2026-05-02", false)]
    [InlineData("publish_on: 2026-05-01 12:00", true)]
    [InlineData("publish_on: 2026-05-01 12:01", false)]
    [InlineData("expire_on: 2026-05-01", false)]
    [InlineData("expire_on: 2026-05-02", true)]
    public void A_file_is_published_when_its_time_has_come(string key, bool shown)
    {
        _content.With("stories/first-day.md", $"---\ntitle: 第一天\n{key}\n---\n\n正文。\n").Replace(File, "sources:", key + "\nsources:");
        var roll = _content.Link();
        Assert.Equal(shown, roll.Stories.Length == 1);
        // The row was published long ago; only what the file adds waits.
        Assert.Equal(shown, Person(roll, "ce-shi-yi").HasFile);
    }

    [Fact]
    public void Drafts_and_the_future_are_there_when_asked_for()
    {
        _content.With("stories/a.md", "---\ntitle: 甲\ndraft: true\n---\n").With("stories/b.md", "---\ntitle: 乙\npublish_on: 2027-01-01\n---\n");
        Assert.Empty(_content.Link().Stories);
        Assert.Equal("甲", Assert.Single(_content.Link(drafts: true).Stories).Title);
        Assert.Equal("乙", Assert.Single(_content.Link(future: true).Stories).Title);
    }

    [Fact]
    public void Notes_for_editors_are_read_past()
    {
        _content.Replace(Rows, "s001,,\n", "s001,来源写作测试壹,只给编辑看\n");
        var honour = Person(_content.Link(), "ce-shi-yi").Honours[0];
        Assert.Equal("来源写作测试壹", honour.PublicNote);
        Assert.DoesNotContain("只给编辑看", honour.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_from_elsewhere_is_marked_so()
    {
        _content.With(Rows, "id,name,outside\nce-shi-yi,测试一,\nce-shi-er,测试二,1\n");
        var roll = _content.Link();
        Assert.True(Person(roll, "ce-shi-er").IsOutside);
        Assert.False(Person(roll, "ce-shi-yi").IsOutside);
        Assert.Equal([false, true], roll.HonoursOf(roll.Batches[0]).Select(h => h.IsOutside));
    }

    [Fact]
    public void Another_name_of_the_same_person_is_no_difference()
    {
        _content.Replace(File, "name: 测试一", "name: 测试壹\nalso_known_as: [测试一]");
        Assert.Equal("测试一", Person(_content.Link(), "ce-shi-yi").Honours[0].Name);
        Assert.Empty(_content.Diagnostics);
    }

    [Fact]
    public void A_leader_is_linked_only_by_id()
    {
        _content.With("studios/shi-li.md", "---\nname: 示例创新工作室\nlevel: 市级职工创新工作室\nleaders: [ { id: ce-shi-yi }, { name: 测试二 } ]\nmetrics: [ { name: 专利, value: 45, unit: 项, as_of: 2018, source: s001 } ]\n---\n");
        var studio = Assert.Single(_content.Link().Studios);
        Assert.Equal([("测试一", "ce-shi-yi"), ("测试二", null)], studio.Leaders.Select(l => (l.Name, l.Id?.Value)));
        Assert.Equal("s001", Assert.Single(studio.Metrics).Source?.Id.Value);
    }

    [Fact]
    public void The_eligibility_chain_is_linked_whatever_the_order_of_awards()
    {
        _content.Replace("awards.yaml", "  treatment: true\n", "  treatment: true\n  requires: [unit-certificate]\n");
        var award = _content.Link().Awards[0];
        Assert.Equal("全国五一劳动奖状", Assert.Single(award.Requires).Name);
        Assert.Equal((true, RecipientKind.Person), (award.CarriesTreatment, award.Recipients));
    }

    [Fact]
    public void A_broken_roll_is_linked_as_far_as_it_goes()
    {
        _content.Replace("batches.csv", ",model-worker,2020", ",nothing,2020");
        var roll = _content.Link();
        Assert.Equal(["HW201"], _content.Codes);
        Assert.Equal("2020-unit-certificate", Assert.Single(roll.Batches).Id.Value);
        Assert.NotNull(roll.FindHonouree(HonoureeId.Parse("ce-shi-yi")));
    }

    private void AddBatch(string id, string year, string row)
    {
        var batches = _content.PathOf("batches.csv");
        System.IO.File.AppendAllText(batches, $"{id},model-worker,{year},,示例批次,,,s001\n");
        _content.With($"batches/{id}.csv", $"id,name,district,employer\n{row}\n");
    }

    private static Honouree Person(RollOfHonour roll, string id) =>
        roll.FindHonouree(HonoureeId.Parse(id)) ?? throw new InvalidOperationException($"{id} has no page");
}
