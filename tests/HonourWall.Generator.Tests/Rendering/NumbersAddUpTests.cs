using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HonourWall.Generator.Tests.Building;
using HonourWall.Generator.Tests.Commands;
using Xunit;

namespace HonourWall.Generator.Tests.Rendering;

/// <summary>What one page counts another shows, or the page says why not.</summary>
public sealed partial class NumbersAddUpTests : IDisposable
{
    private readonly SampleContent _content = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _content.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Surnames_lead_to_the_page_on_which_they_begin_and_add_up_to_everybody()
    {
        var rows = new StringBuilder("id,name,source\nce-shi-yi,测试一,s001\n");
        for (var i = 0; i < 450; i++) rows.Append(CultureInfo.InvariantCulture, $"li-{i},李测试,s001\nwu-{i},吴测试,s001\n");
        _content.With("batches/2020-model-worker.csv", rows.Append("mai-mai-ti,买买提·测试,s001\n").ToString())
            .Replace("batches.csv", ",20,s001", ",2000,s001");
        var site = Build();

        var surnames = Page(site, "names/surnames/");
        Assert.Contains("902 人（外地人物在内），3 个姓。复姓按复姓计。其中 1 人的姓名不分姓和名", surnames, StringComparison.Ordinal);
        var links = Surname().Matches(surnames).Select(m => (Address: m.Groups["to"].Value, Anchor: m.Groups["anchor"].Value, Count: int.Parse(m.Groups["count"].Value, CultureInfo.InvariantCulture))).ToList();
        Assert.Equal(Directory.GetDirectories(Path.Combine(site, "honourees")).Count(f => File.Exists(Path.Combine(f, "index.html")) && Path.GetFileName(f) != "page"), links.Sum(l => l.Count) + 1);
        Assert.Contains(links, l => l.Address.EndsWith("/page/2/", StringComparison.Ordinal));
        Assert.All(links, l => Assert.Contains($"id=\"{l.Anchor}\"", Page(site, l.Address), StringComparison.Ordinal));
    }

    [Fact]
    public void The_front_page_counts_the_sources_of_the_honours_that_it_counts()
    {
        _content.With("batches/2020-model-worker.csv", "id,name,outside,source\nce-shi-yi,测试一,,s001\nce-shi-er,测试二,1,s003\n")
            .With("sources.csv", File.ReadAllText(_content.PathOf("sources.csv")) + "s003,外地的来源,示例日报,2020,,B\ns004,还没有人用的来源,示例日报,2020,,B\n");
        Assert.Contains("已收 2 条荣誉 1 人，1 个集体 出自 2 种来源", SmallUnion.TextOf(Build(), "index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_says_how_long_it_is_also_where_a_source_counted_a_part_of_it()
    {
        _content.With("batches/2020-model-worker.csv", "id,name,outside,source\nce-shi-yi,测试一,,s001\nce-shi-er,测试二,,s001\nce-shi-san,测试三,1,s001\nce-shi-si,测试四,,s001\n")
            .With("published-statistics.csv", "scope,year,indicator,value,unit,batch,source\n全国,2020,全国劳动模范,1689,人,2020-model-worker,s001\n");
        var site = Build();
        var year = SmallUnion.TextOf(site, "years/2020/index.html");
        Assert.Contains("收录 4 条荣誉", year, StringComparison.Ordinal);
        Assert.Contains("2020年，全国劳动模范： 收录 4 （外地 1） / 公布 1,689 人", year, StringComparison.Ordinal);
        // On the page of the batch itself the list is what the source counted.
        var batch = SmallUnion.TextOf(site, "batches/2020-model-worker/index.html");
        Assert.Contains("收录 4 / 公布 1,689 人", batch, StringComparison.Ordinal);
        Assert.Contains("其中 1 条授予外地", batch, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_it_is_not_clear_which_honours_a_source_counted_no_page_puts_ours_beside()
    {
        _content.With("published-statistics.csv", "scope,year,indicator,value,unit,award,district,source\n北京,约2019,全国劳动模范,900,人,model-worker,,s001\n海淀区,至2020,全国劳动模范,9,人,model-worker,haidian,s001\n海淀区,2020,劳模和先进,7,人,,haidian,s001\n海淀区,2020,全国劳动模范,5,人,model-worker,haidian,s001\n");
        var site = Build();
        Assert.Contains("约2019年，北京全国劳动模范： 公布 900 人", SmallUnion.TextOf(site, "awards/model-worker/index.html"), StringComparison.Ordinal);
        Assert.Contains("至2020年，海淀区全国劳动模范 9 人 — 2020年，海淀区劳模和先进 7 人 — 2020年，海淀区全国劳动模范 5 人 1 ", SmallUnion.TextOf(site, "districts/haidian/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_published_total_stands_on_one_page_with_its_source_and_ours_where_the_same_is_counted()
    {
        _content.With("published-statistics.csv", "scope,year,indicator,value,unit,award,batch,source,public_note\n北京,2015,北京市劳动模范,30,人,,,s001,\n北京,2020,全国劳动模范,1689,人,model-worker,,s001,约数\n北京,约2019,全国劳动模范,900,人,model-worker,,s001,\n北京,2013-2020,合计,1148.5,人,,,s002,\n上海,2020,合计,3,人,,2020-model-worker,s002 s001,\n");
        var site = Build();
        var page = SmallUnion.TextOf(site, "figures/index.html");
        Assert.Contains("来源公布过的 5 个数字", page, StringComparison.Ordinal);
        Assert.Contains("北京 4 个 公布的数字 公布 收录 出处 2020年，全国劳动模范 约数 1,689 人 2 1 2013—2020年，合计 1,148.5 人 — 2 约2019年，全国劳动模范 900 人 — 1 2015年，北京市劳动模范 30 人 — 1", page, StringComparison.Ordinal);
        Assert.Contains("其他地区和系统 1 个 公布的数字 公布 收录 出处 2020年，上海合计 3 人 2 1 2 出处", page, StringComparison.Ordinal);
        Assert.Contains("href=\"../batches/2020-model-worker/\">2020年，上海合计</a>", File.ReadAllText(Path.Combine(site, "figures", "index.html")), StringComparison.Ordinal);
        Assert.Equal(["2015,北京,北京市劳动模范,30,人,,,", "2020,北京,全国劳动模范,1689,人,2,约数,"], File.ReadLines(Path.Combine(site, "figures", "data.csv")).Skip(1).Take(2).Select(row => row[..(row.LastIndexOf(',') + 1)]));
        Assert.Contains("<a href=\"figures/\">公布的数字</a>", File.ReadAllText(Path.Combine(site, "index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_of_the_collectives_holds_those_from_elsewhere_too_and_both_lists_say_how_much_they_hold()
    {
        _content.With("batches/2020-unit-certificate.csv", "id,name,kind,outside,source\nshi-li-dui,示例队,collective,,s001\nwai-di-dui,外地示例队,collective,1,s001\n");
        var site = Build();
        var rows = File.ReadAllLines(Path.Combine(site, "collectives", "data.csv"))[1..];
        Assert.Equal(["shi-li-dui", "wai-di-dui"], rows.Select(r => r.Split(',')[0]));
        Assert.Equal(["", "1"], rows.Select(r => r.Split(',')[13]));
        var page = SmallUnion.TextOf(site, "collectives/index.html");
        Assert.Contains("外地的集体 不计入本市的数；与本市的集体同在一个 CSV 里，outside 一栏写 1 收录 1 条荣誉", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("years", 1)]
    [InlineData("districts", 2)]
    [InlineData("industries", 1)]
    public void The_file_of_an_index_adds_up_to_all_honours_of_the_city(string index, int column)
    {
        _content.With("batches/2020-model-worker.csv", "id,name,district,industry,outside,source\nce-shi-yi,测试一,haidian,sanitation,,s001\nce-shi-er,测试二,,,,s001\nce-shi-san,测试三,,sanitation,1,s001\n");
        var rows = File.ReadAllLines(Path.Combine(Build(), index, "data.csv"))[1..];
        Assert.Equal(3, rows.Sum(row => int.Parse(row.Split(',')[column], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Search_finds_those_from_elsewhere_too_and_tells_them_from_those_whose_district_nobody_names()
    {
        _content.With("batches/2020-model-worker.csv", "id,name,district,outside,source\nce-shi-yi,测试一,haidian,,s001\nce-shi-er,测试二,,,s001\nce-shi-san,测试三,,1,s001\n");
        var site = Build();
        var elsewhere = CommandRun.Of("search", "--district", "outside", "--format", "json", "--index", site).Output;
        Assert.Contains("\"total\": 1,", elsewhere, StringComparison.Ordinal);
        Assert.Contains("测试三", elsewhere, StringComparison.Ordinal);
        Assert.Contains("\"外地\"", elsewhere, StringComparison.Ordinal);
        // The page of search lists it behind the districts of today.
        Assert.Matches("data-former=\"[^\"]*outside:\"", Page(site, "search/"));
    }

    [Fact]
    public void Studios_from_elsewhere_are_listed_and_said_not_to_count()
    {
        _content.With("studios/ben-shi-studio.md", "---\nname: 本市工作室\n---\n").With("studios/wai-di-studio.md", "---\nname: 外地工作室\noutside: true\n---\n");
        var page = SmallUnion.TextOf(Build(), "studios/index.html");
        Assert.Contains("收录 1 个", page, StringComparison.Ordinal);
        Assert.Contains("外地 1 个，不计入本市的数", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_surname_that_nobody_can_read_has_a_list_that_can_be_reached()
    {
        var site = BuildWith("ce-shi-san,𠮷示例,,s001\n");
        Assert.Contains("""href="../names/other/"><b>其他</b>""", Page(site, "names/"), StringComparison.Ordinal);
        var page = SmallUnion.TextOf(site, "names/other/index.html");
        Assert.Contains("收录 1 人、 1 条荣誉", page, StringComparison.Ordinal);
        Assert.Contains(" 𠮷 𠮷示例 ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("u20bb7", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_a_district_in_a_year_says_to_search_engines_how_much_it_holds() =>
        Assert.Contains("<meta name=\"description\" content=\"海淀区 2020年：本站收录 3 条荣誉。\"", Page(BuildWith("ce-shi-san,测试三,,s001\n"), "districts/haidian/2020/"), StringComparison.Ordinal);

    [Fact]
    public void Nothing_was_conferred_in_an_unknown_year()
    {
        _content.Replace("batches.csv", "2020-model-worker,model-worker,2020,2020-11-24,2020年全国劳动模范", "2020-model-worker,model-worker,,,全国劳动模范");
        Assert.Contains("<meta name=\"description\" content=\"年份待考的荣誉：本站收录 3 条。\"", Page(BuildWith("ce-shi-san,测试三,,s001\n"), "years/undated/"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_names_says_how_many_of_its_honours_lack_the_district()
    {
        var site = BuildWith("ce-shi-san,测试三,,s001\n");
        Assert.Contains("收录 3 人、 3 条荣誉 公布总数未注明 其中 1 条来源未注明区。", SmallUnion.TextOf(site, "names/c/index.html"), StringComparison.Ordinal);
        Assert.Contains("其中 1 条来源未注明区。", SmallUnion.TextOf(site, "names/strokes/9/index.html"), StringComparison.Ordinal);
    }

    private string BuildWith(string row)
    {
        _content.With("batches/2020-model-worker.csv", "id,name,district,source\nce-shi-yi,测试一,haidian,s001\nce-shi-er,测试二,haidian,s001\n" + row);
        return Build();
    }

    private string Build()
    {
        var site = _folder.PathOf("site");
        var result = new BuildPipeline(new BuildOptions { Source = _content.Path, Destination = site, Now = SampleContent.Noon }).Run(null, TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics.Select(d => $"{d.Place} {d.Code}"));
        return site;
    }

    private static string Page(string site, string address) => File.ReadAllText(Path.Combine(site, address, "index.html"));

    [GeneratedRegex("href=\"\\.\\./\\.\\./(?<to>names/strokes/[^#\"]+)#(?<anchor>[^\"]+)\"><b>[^<]+</b><span>(?<count>[0-9]+)<")]
    private static partial Regex Surname();
}
