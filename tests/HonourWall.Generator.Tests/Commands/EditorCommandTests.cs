using System.Text.Json;
using Xunit;

namespace HonourWall.Generator.Tests.Commands;

/// <summary>The commands that editors use on the content folder: import, new, list.</summary>
public sealed class EditorCommandTests : IDisposable
{
    private readonly SampleContent _content = new();
    private readonly TemporaryFolder _lists = new();

    public void Dispose()
    {
        _content.Dispose();
        _lists.Dispose();
    }

    [Fact]
    public void A_dry_run_shows_the_difference_and_writes_nothing()
    {
        var before = File.ReadAllText(_content.PathOf("batches/2020-model-worker.csv"));
        var run = Run("import", _lists.Write("名单.csv", "姓名,单位\n测试三,甲厂\n"), "--batch", "2020-model-worker", "--dry-run");
        Assert.Equal("""
            --- content/batches/2020-model-worker.csv
            +++ content/batches/2020-model-worker.csv
            @@ -3,0 +4,1 @@
            +ce-shisan,测试三,,,,甲厂,,,,,,
            将新增 1 行（其中已有的人 0 位），批次中已有 0 行，标题、合计等 0 行没有读取。
            试运行：什么也没有写入。

            """, run.Output);
        Assert.Equal(ExitCode.Ok, run.Exit);
        Assert.Equal(before, File.ReadAllText(_content.PathOf("batches/2020-model-worker.csv")));
    }

    [Fact]
    public void An_import_says_what_it_did_and_how_to_decide()
    {
        var list = _lists.Write("名单.csv", "姓名,单位\n测试二,另一公司\n");
        var asked = Run("import", list, "--batch", "2020-model-worker", "--lang", "en");
        Assert.Equal(ExitCode.ContentErrors, asked.Exit);
        Assert.Contains("名单.csv:2:1: error HW711: A2, 测试二", asked.Output, StringComparison.Ordinal);
        Assert.Contains("--same 2=ce-shi-er", asked.Output, StringComparison.Ordinal);
        Assert.Contains("nothing was written", asked.Output, StringComparison.Ordinal);
        var decided = Run("import", list, "--batch", "2020-model-worker", "--new", "2");
        Assert.Equal(ExitCode.Ok, decided.Exit);
        Assert.StartsWith("+ ce-shier　测试二\n", decided.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--same", "12")]
    [InlineData("--same", "x=zhang-wei")]
    [InlineData("--new", "x")]
    public void A_decision_that_is_none_is_wrong_usage(string option, string value) =>
        Assert.Equal(ExitCode.Usage, Run("import", "a.csv", "--batch", "b", option, value).Exit);

    [Fact]
    public void A_number_in_a_list_has_the_exit_code_of_privacy() =>
        Assert.Equal(ExitCode.PrivacyBlocked, Run("import", _lists.Write("名单.csv", "姓名,备注\n测试三,13800138000\n"), "--batch", "2020-model-worker").Exit);

    [Theory]
    [InlineData("honouree", "测试三", "content/honourees/ce-shisan.md", "name: 测试三\n")]
    [InlineData("honouree", "ce-shi-er", "content/honourees/ce-shi-er.md", "name: 测试二\n")]
    [InlineData("collective", "示例医院急诊科", "content/collectives/shili-yiyuan-jizhen-ke.md", "name: 示例医院急诊科\n")]
    [InlineData("studio", "shi-li", "content/studios/shi-li.md", "name: \n")]
    [InlineData("story", "测试: 第一天", "content/stories/ceshi-diyi-tian.md", "title: \"测试: 第一天\"\n")]
    [InlineData("notice", "2027年ABC公示", "content/notices/2027-nian-abc-gongshi.md", "title: 2027年ABC公示\n")]
    [InlineData("page", "history", "content/pages/history.md", "title: \n")]
    public void A_new_file_stands_where_its_kind_belongs(string kind, string idOrName, string path, string line)
    {
        Assert.Equal(new CommandRun(ExitCode.Ok, path + "\n"), Run("new", kind, idOrName));
        Assert.Contains(line, File.ReadAllText(System.IO.Path.Combine(_content.Path, "..", path)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_file_is_good_content_as_it_stands()
    {
        foreach (var (kind, name) in (ReadOnlySpan<(string, string)>)[("honouree", "ce-shi-er"), ("collective", "shi-li-dui"), ("studio", "示例创新工作室"), ("story", "第一天"), ("page", "沿革")]) Run("new", kind, name);
        _content.Link(drafts: true);
        Assert.Empty(_content.Diagnostics);
        Run("new", "notice", "人选公示");
        _content.Link(drafts: true);
        Assert.Equal(["HW151"], _content.Codes);
    }

    [Fact]
    public void A_new_file_for_a_known_name_asks_who_it_is()
    {
        var asked = Run("new", "honouree", "测试二");
        Assert.Equal(ExitCode.ContentErrors, asked.Exit);
        Assert.Contains("HW720", asked.Output, StringComparison.Ordinal);
        Assert.Contains("ce-shi-er（示例公交公司；2020年全国劳动模范）", asked.Output, StringComparison.Ordinal);
        Assert.Equal("content/honourees/ce-shier/index.md\n", Run("new", "honouree", "测试二", "--new", "--bundle").Output);
    }

    [Fact]
    public void A_new_site_is_good_content_as_it_stands_and_is_made_where_nothing_is()
    {
        using var folder = new TemporaryFolder();
        var content = folder.PathOf("content");
        Assert.Contains("HW100", CommandRun.Of("new", "story", "第一天", "-s", content).Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(content));
        var made = CommandRun.Of("new", "site", "示例: 光荣墙", "-s", content);
        Assert.Equal(ExitCode.Ok, made.Exit);
        Assert.StartsWith("content/site.yaml\ncontent/awards.yaml\n", made.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, CommandRun.Of("build", "-s", content, "-d", folder.PathOf("site"), "--fail-on", "warning").Exit);
        Assert.Contains("示例: 光荣墙", File.ReadAllText(folder.PathOf("site/index.html")), StringComparison.Ordinal);
        Assert.Contains("HW721", CommandRun.Of("new", "site", "另一个", "-s", content).Output, StringComparison.Ordinal);
        Assert.Contains("示例: 光荣墙", File.ReadAllText(folder.PathOf("content/site.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_there_is_not_written_over()
    {
        var before = File.ReadAllText(_content.PathOf("honourees/ce-shi-yi.md"));
        Assert.Contains("HW721", Run("new", "honouree", "ce-shi-yi").Output, StringComparison.Ordinal);
        Assert.Contains("content/honourees/ce-shi-yi/index.md", Run("new", "honouree", "ce-shi-yi", "--bundle").Output, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(_content.PathOf("honourees/ce-shi-yi.md")));
    }

    [Fact]
    public void A_district_holds_those_that_have_become_part_of_it_as_on_its_page()
    {
        _content.With("districts.csv", "id,name,short,from,until,now_part_of,row,col\nhaidian,海淀区,海淀,,,,1,1\ndongcheng,东城区,东城,,,,1,2\nchongwen,崇文区,崇文,,2010-07-01,dongcheng,,\n")
            .With("batches/2020-model-worker.csv", "id,name,district,outside\nce-shi-yi,测试一,chongwen,\nce-shi-er,测试二,dongcheng,\n");
        Assert.Equal("id,name,until,honours,as_awarded\nhaidian,海淀区,,1,1\ndongcheng,东城区,,2,1\nchongwen,崇文区,2010-07-01,1,1\n", Run("list", "districts", "--format", "csv").Output);
        Assert.Equal(["ce-shi-yi", "ce-shi-er"], Run("list", "honours", "--district", "dongcheng", "--format", "csv").Output.Split('\n')[1..^1].Select(row => row.Split(',')[0]));
        Assert.Single(Run("list", "honours", "--district", "chongwen", "--format", "csv").Output.Split('\n')[1..^1]);
    }

    [Fact]
    public void The_roll_is_listed_in_columns_as_csv_and_as_json()
    {
        Assert.Equal("""
            id         name    honours  first  last  district  employer
            ce-shi-er  测试二  1        2020   2020  东城区    示例公交公司

            """, Run("list", "honourees", "--district", "dongcheng").Output);
        Assert.Equal("id,name,year,award,district,employer,title,outside\nce-shi-yi,测试一,2020,全国劳动模范,海淀区,示例环卫有限公司,环卫工人,\n", Run("list", "honours", "--industry", "sanitation", "--format", "csv").Output);
        using var json = JsonDocument.Parse(Run("list", "batches", "--format", "json", "--award", "model-worker").Output);
        Assert.Equal("2020-model-worker", Assert.Single(json.RootElement.EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(ExitCode.Usage, Run("list", "nothing").Exit);
        var misspelt = Run("list", "honours", "--district", "haidain");
        Assert.Equal((ExitCode.Usage, "--district：没有「haidain」。 There is no \"haidain\". 是不是 Did you mean haidian?\n"), (misspelt.Exit, misspelt.Output));
    }

    [Fact]
    public void A_cell_that_a_spreadsheet_would_count_is_listed_as_text()
    {
        _content.With("batches/2020-model-worker.csv", "id,name,employer,source\nce-shi-yi,测试一,\"＝1+1,示例厂\",s001\nce-shi-er,测试二,-示例厂,s001\n");
        var csv = Run("list", "honours", "--format", "csv").Output;
        Assert.Contains(",\"'＝1+1,示例厂\",", csv, StringComparison.Ordinal);
        Assert.Contains(",'-示例厂,", csv, StringComparison.Ordinal);
        Assert.Contains("\"-示例厂\"", Run("list", "honours", "--format", "json").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("awards")]
    [InlineData("collectives")]
    [InlineData("districts")]
    [InlineData("industries")]
    [InlineData("notices")]
    [InlineData("pages")]
    [InlineData("sources")]
    [InlineData("stories")]
    [InlineData("studios")]
    public void Every_kind_has_a_list(string kind)
    {
        var run = Run("list", kind);
        Assert.Equal(ExitCode.Ok, run.Exit);
        Assert.StartsWith("id  ", run.Output, StringComparison.Ordinal);
    }

    private CommandRun Run(params string[] arguments) => CommandRun.Of([.. arguments, "--source", _content.Path]);
}
