using System.Text.RegularExpressions;
using Xunit;

namespace HonourWall.Generator.Tests.Rendering;

/// <summary>What a person's page says of them, and that it says what no source does.</summary>
public sealed partial class PersonFactsTests : IDisposable
{
    private readonly SampleContent _content = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _content.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Someone_with_a_biography_and_no_facts_is_未注明_like_someone_with_a_row_only()
    {
        _content.With("honourees/ce-shi-yi.md", "---\nname: 测试一\nsources: [s001]\n---\n\n测试一的正文。[^s001]\n")
            .With("batches/2020-model-worker.csv", "id,name,source\nce-shi-yi,测试一,s001\nce-shi-er,测试二,s001\n");
        string[] unknown = ["单位 未注明", "职务 未注明", "性别 未注明", "民族 未注明", "籍贯 未注明", "出生 未注明", "行业 未注明", "区 未注明"];
        Assert.Equal(unknown, Facts("ce-shi-yi"));
        Assert.Equal(unknown, Facts("ce-shi-er"));
    }

    [Fact]
    public void Known_facts_come_from_the_file_else_from_the_rows_and_rows_that_differ_are_told_apart()
    {
        _content.Replace("honourees/ce-shi-yi.md", "born: 1970-05", "born: 191X\ndied: 1975\nnative_place: 山东齐河")
            .With("batches.csv", "id,award,year,date,name,decision,published_count,source\n2020-model-worker,model-worker,2020,2020-11-24,2020年全国劳动模范,,20,s001\n2015-model-worker,model-worker,2015,,2015年全国劳动模范,,20,s001\n2020-unit-certificate,unit-certificate,2020,,2020年全国五一劳动奖状,,,s002\n")
            .With("batches/2020-model-worker.csv", "id,name,gender,ethnicity,district,employer,title,industry,source\nce-shi-yi,测试一,男,汉族,haidian,示例公司,工人,sanitation,s001\nce-shi-er,测试二,女,回族,haidian,示例公司,工人,sanitation,s001\n")
            .With("batches/2015-model-worker.csv", "id,name,gender,ethnicity,district,employer,title,industry,source\nce-shi-er,测试二,女,,chongwen,示例公司,工人,,s001\n")
            .With("districts.csv", "id,name,short,from,until,now_part_of,row,col\nhaidian,海淀区,海淀,,,,1,1\nchongwen,崇文区,崇文,,,,1,2\n");
        Assert.Equal(["性别 男", "民族 汉族", "籍贯 山东齐河", "行业 环卫", "区 海淀区"], Facts("ce-shi-yi"));
        // For machines a decade is no date.
        var machines = File.ReadAllText(_folder.PathOf("site/honourees/ce-shi-yi/index.html")).Split("<script type=\"application/ld+json\">")[1].Split("</script>")[0];
        Assert.Contains("\"deathDate\":\"1975\"", machines, StringComparison.Ordinal);
        Assert.DoesNotContain("birthDate", machines, StringComparison.Ordinal);
        Assert.Equal(["性别 女", "民族 回族", "籍贯 未注明", "出生 未注明", "行业 环卫", "区 崇文区、海淀区"], Facts("ce-shi-er"));
    }

    [Fact]
    public void What_a_list_says_otherwise_than_the_page_stands_at_its_honour()
    {
        _content.Replace("honourees/ce-shi-yi.md", "born: 1970-05", "born: 1970-05\noccupation: 工人")
            .With("batches.csv", "id,award,year,date,name,decision,published_count,source\n2020-model-worker,model-worker,2020,2020-11-24,2020年全国劳动模范,,20,s001\n2015-model-worker,model-worker,2015,,2015年全国劳动模范,,20,s001\n2020-unit-certificate,unit-certificate,2020,,2020年全国五一劳动奖状,,,s002\n")
            .With("batches/2015-model-worker.csv", "id,name,district,employer,title,public_note\nce-shi-yi,测试一,chongwen,示例厂,班长,附注\n")
            .With("batches/2020-model-worker.csv", "id,name,district,employer,title\nce-shi-yi,测试一,haidian,示例环卫有限公司,工人\nce-shi-er,测试二,,示例公司,工人\n")
            .With("districts.csv", "id,name,short,from,until,now_part_of,row,col\nhaidian,海淀区,海淀,,,,1,1\nchongwen,崇文区,崇文,,,,1,2\n");
        Facts("ce-shi-yi");
        Assert.Equal(["崇文区　示例厂　班长", "附注"], AtHonours("ce-shi-yi"));
        Assert.Empty(AtHonours("ce-shi-er"));
    }

    [Fact]
    public void A_name_of_several_parts_breaks_behind_its_dot_and_its_years_go_to_another_line()
    {
        _content.With("honourees/ce-shi-yi.md", "---\nname: 阿卜杜·测试\nborn: 1915\ndied: 1975\n---\n").With("batches/2020-model-worker.csv", "id,name,source\nce-shi-yi,阿卜杜·测试,s001\n");
        Facts("ce-shi-yi");
        var page = File.ReadAllText(_folder.PathOf("site/honourees/ce-shi-yi/index.html"));
        Assert.Equal("<span class=\"part\">阿卜杜·</span><span class=\"part\">测试</span><wbr><small>1915—1975</small>", page.Split("<h1>")[1].Split("</h1>")[0].Replace("\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_marks_of_an_honour_ascend_in_whatever_order_its_row_names_the_sources()
    {
        _content.With("honourees/ce-shi-yi.md", "---\nname: 测试一\nsources: [s001]\n---\n\n测试一的正文。[^s001]\n")
            .With("batches/2020-model-worker.csv", "id,name,source\nce-shi-yi,测试一,s002 s001\nce-shi-er,测试二,s001\n");
        Facts("ce-shi-yi");
        Assert.Equal(["1", "2"], Mark().Matches(Ladder("ce-shi-yi")).Select(m => m.Groups["number"].Value));
    }

    private IEnumerable<string> AtHonours(string id) =>
        Small().Matches(Ladder(id)).Select(m => m.Groups["text"].Value);

    private string Ladder(string id) => File.ReadAllText(_folder.PathOf($"site/honourees/{id}/index.html")).Split("<ol class=\"ladder\"")[1].Split("</ol>")[0];

    private string[] Facts(string id)
    {
        var result = new BuildPipeline(new BuildOptions { Source = _content.Path, Destination = _folder.PathOf("site"), Now = SampleContent.Noon }).Run(cancellation: TestContext.Current.CancellationToken);
        Assert.True(result.Written, string.Join('\n', result.Diagnostics));
        var page = File.ReadAllText(_folder.PathOf($"site/honourees/{id}/index.html"));
        return [.. Fact().Matches(page.Split("<dl class=\"says\">")[1].Split("</dl>")[0]).Select(f => f.Groups["label"].Value + " " + Tag().Replace(f.Groups["text"].Value, ""))];
    }

    [GeneratedRegex("<dt>(?<label>[^<]*)</dt><dd>(?<text>.*?)</dd>", RegexOptions.Singleline)]
    private static partial Regex Fact();

    [GeneratedRegex("<span class=\"small\">(?<text>[^<]*)</span>")]
    private static partial Regex Small();

    [GeneratedRegex("href=\"#s(?<number>\\d+)\"")]
    private static partial Regex Mark();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
