using System.Globalization;
using Xunit;

namespace HonourWall.Generator.Tests.Building;

public sealed class SmallUnionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_address_and_every_file_for_machines_is_as_approved()
    {
        var site = SmallUnion.Build(_folder);
        var expected = Repository.PathOf("tests", "samples", "small-union", "expected");
        var addresses = string.Join('\n', SmallUnion.Files(site).Keys.Where(f => !f.StartsWith("assets/", StringComparison.Ordinal) && !f.StartsWith("search/", StringComparison.Ordinal) && !f.StartsWith("wall/", StringComparison.Ordinal))) + "\n";
        var machines = SmallUnion.Files(site).Keys.Where(f => Path.GetExtension(f) is ".csv" or ".xml" or ".txt").Where(f => !f.StartsWith("search/", StringComparison.Ordinal)).ToDictionary(f => f, f => File.ReadAllText(Path.Combine(site, f)));
        machines["addresses.txt"] = addresses;
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            if (Directory.Exists(expected)) Directory.Delete(expected, true);
            foreach (var (name, text) in machines)
            {
                var path = Path.Combine(expected, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!); // below expected
                File.WriteAllText(path, text);
            }
        }
        Assert.Equal(SmallUnion.Files(expected).Keys, machines.Keys.Order(StringComparer.Ordinal));
        Assert.All(machines, m => Assert.Equal(File.ReadAllText(Path.Combine(expected, m.Key)), m.Value));
    }

    [Fact]
    public void A_withdrawn_honour_leaves_no_name_anywhere_and_its_address_stays()
    {
        var site = SmallUnion.Build(_folder);
        Assert.All(SmallUnion.Files(site).Keys, f => Assert.DoesNotContain("测销", File.ReadAllText(Path.Combine(site, f)), StringComparison.Ordinal));
        Assert.Contains("撤下", SmallUnion.TextOf(site, "honourees/che-xiao/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_for_editors_is_published_nowhere()
    {
        var site = SmallUnion.Build(_folder);
        Assert.All(SmallUnion.Files(site).Keys, f => Assert.DoesNotContain("编辑备注", File.ReadAllText(Path.Combine(site, f)), StringComparison.Ordinal));
    }

    [Fact]
    public void Candidates_stand_on_their_notice_only_and_only_until_its_last_day()
    {
        var open = SmallUnion.Build(_folder);
        Assert.Equal(["notices/2026-medal/index.html"], FilesWith(open, "候选人甲"));

        var closed = SmallUnion.Build(_folder, o => o with { Now = SmallUnion.At("2026-04-15T00:00:00+08:00") }, "closed");
        Assert.Empty(FilesWith(closed, "候选人甲"));
        Assert.Contains("2026年示例劳动奖章人选公示", SmallUnion.TextOf(closed, "notices/2026-medal/index.html"), StringComparison.Ordinal);

        var before = SmallUnion.Build(_folder, o => o with { Now = SmallUnion.At("2026-04-07T23:59:00+08:00") }, "before");
        Assert.Empty(FilesWith(before, "候选人甲"));
    }

    [Fact]
    public void The_last_day_of_a_notice_ends_at_midnight_in_the_time_zone_of_the_site()
    {
        var lastMinute = SmallUnion.Build(_folder, o => o with { Now = SmallUnion.At("2026-04-14T15:59:00Z") });
        Assert.NotEmpty(FilesWith(lastMinute, "候选人甲"));
        var midnight = SmallUnion.Build(_folder, o => o with { Now = SmallUnion.At("2026-04-14T16:00:00Z") }, "midnight");
        Assert.Empty(FilesWith(midnight, "候选人甲"));
    }

    [Fact]
    public void A_scheduled_text_appears_on_its_day_and_a_draft_only_when_asked_for()
    {
        var site = SmallUnion.Build(_folder);
        Assert.Empty(FilesWith(site, "到了日子才有的事迹"));
        Assert.False(File.Exists(Path.Combine(site, "stories/cao-gao/index.html")));

        var later = SmallUnion.Build(_folder, o => o with { Now = SmallUnion.At("2026-05-01T00:00:00+08:00"), Drafts = true }, "later");
        Assert.NotEmpty(FilesWith(later, "到了日子才有的事迹"));
        Assert.True(File.Exists(Path.Combine(later, "stories/cao-gao/index.html")));
    }

    [Fact]
    public void Every_page_that_others_may_list_describes_itself()
    {
        _ = SmallUnion.Build(_folder);
        using var content = new SampleContent();
        content.With("studios/wu-danwei.md", "---\nname: 无单位工作室\nleaders: [{id: ce-shi-yi}]\nsources: [s001]\n---\n")
            .With("stories/wu-tiyao.md", "---\ntitle: 无提要\nsources: [s001]\n---\n正文。\n")
            .With("pages/guan-yu.md", "---\ntitle: 关于\n---\n正文。\n")
            .With("notices/gong-shi.md", "---\ntitle: 一则公示\nfrom: 2026-04-20\nuntil: 2026-05-20\nsources: [s001]\n---\n内容。\n");
        new BuildPipeline(new BuildOptions { Source = content.Path, Destination = _folder.PathOf("described"), Now = SampleContent.Noon }).Run(cancellation: TestContext.Current.CancellationToken);
        var pages = Directory.EnumerateFiles(_folder.Root, "*.html", SearchOption.AllDirectories).Select(f => (Path: Path.GetRelativePath(_folder.Root, f), Html: File.ReadAllText(f)))
            .Where(page => !page.Html.Contains("noindex", StringComparison.Ordinal) && !page.Html.Contains("http-equiv=\"refresh\"", StringComparison.Ordinal)).ToList();
        Assert.True(pages.Count > 60);
        Assert.Empty(pages.Where(page => !page.Html.Contains("<meta name=\"description\" content=\"", StringComparison.Ordinal)).Select(page => page.Path));
        Assert.Empty(pages.Where(page => page.Html.Contains("，。", StringComparison.Ordinal)).Select(page => page.Path));
    }

    [Fact]
    public void Someone_from_elsewhere_is_in_no_count_of_the_city()
    {
        var site = SmallUnion.Build(_folder);
        Assert.Contains("示例外地人", SmallUnion.TextOf(site, "national-figures/index.html"), StringComparison.Ordinal);
        foreach (var page in (string[])["honourees/index.html", "years/2020/index.html", "wall/index.html"])
        {
            Assert.DoesNotContain("示例外地人", SmallUnion.TextOf(site, page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_a_year_counts_and_what_its_batches_count_add_up()
    {
        var site = SmallUnion.Build(_folder);
        Assert.Contains("另有 1 条授予外地，不计入本市", SmallUnion.TextOf(site, "years/2020/index.html"), StringComparison.Ordinal);
        Assert.Contains("其中 1 条授予外地", SmallUnion.TextOf(site, "batches/2020-model-worker/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_former_district_keeps_its_name_and_counts_in_the_district_of_today()
    {
        var site = SmallUnion.Build(_folder);
        Assert.Contains("旧区", SmallUnion.TextOf(site, "districts/shili/1959/index.html"), StringComparison.Ordinal);
        Assert.Contains("测试一", SmallUnion.TextOf(site, "districts/jiu/1959/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Districts_as_awarded_and_years_add_up_to_the_same_and_districts_of_today_need_not()
    {
        var site = SmallUnion.Build(_folder);
        Assert.Equal(Sum(site, "years/data.csv", 1), Sum(site, "districts/data.csv", 2));
        Assert.True(Sum(site, "districts/data.csv", 1) > Sum(site, "districts/data.csv", 2), "a district of today holds what its former one conferred");
    }

    private static int Sum(string site, string file, int column) =>
        File.ReadLines(Path.Combine(site, file)).Skip(1).Sum(line => int.Parse(line.Split(',')[column], CultureInfo.InvariantCulture));

    [Fact]
    public void Rare_characters_stand_as_they_are()
    {
        var site = SmallUnion.Build(_folder);
        Assert.Contains("<title>𫖯𬱖 ", File.ReadAllText(Path.Combine(site, "honourees/fu-yi/index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_year_of_death_nobody_is_said_to_be_alive()
    {
        var site = SmallUnion.Build(_folder, o => o with { Now = SmallUnion.At("2026-05-01T00:00:00+08:00") });
        var text = SmallUnion.TextOf(site, "honourees/ce-shi-er/index.html");
        Assert.Contains("生于1910年代", text, StringComparison.Ordinal);
        Assert.DoesNotContain("1910—", text, StringComparison.Ordinal);
        Assert.Contains("约1915—1975", SmallUnion.TextOf(site, "honourees/ce-shi-yi/index.html"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> FilesWith(string site, string text) =>
        SmallUnion.Files(site).Keys.Where(f => File.ReadAllText(Path.Combine(site, f)).Contains(text, StringComparison.Ordinal));
}
