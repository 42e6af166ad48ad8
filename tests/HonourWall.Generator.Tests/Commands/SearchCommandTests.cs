using System.Text.Json;
using Xunit;

namespace HonourWall.Generator.Tests.Commands;

/// <summary>Asking the index of a built site: the small union.</summary>
public sealed class SearchCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SearchCommandTests() => Build("site");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("欧阳测试", "ouyang-ceshi")]
    [InlineData("ouyangceshi", "ouyang-ceshi")]
    [InlineData("oycs", "ouyang-ceshi")]
    [InlineData("歐陽測試", "ouyang-ceshi")]
    [InlineData("买买提测试江", "maimaiti-ceshi")]
    [InlineData("𬱖", "fu-yi")]
    [InlineData("示例一生", "ce-shi-yi")]
    public void A_name_its_sound_or_any_run_of_characters_is_found(string query, string id) => Assert.Equal(id, Ids(Search(query, "--format", "json"))[0]);

    [Fact]
    public void Results_are_shown_with_what_matched()
    {
        var run = Search("他的徒弟", "--explain");
        Assert.Equal(ExitCode.Ok, run.Exit);
        Assert.Contains("找到 1 条。", run.Output, StringComparison.Ordinal);
        Assert.Contains("1. 测试一  honourees/ce-shi-yi/  [exact", run.Output, StringComparison.Ordinal);
        Assert.Contains("【他的徒弟】", run.Output, StringComparison.Ordinal);
        Assert.Contains("  徒弟  1\n", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("1 found.", Search("他的徒弟", "--lang", "en").Output, StringComparison.Ordinal);
        Assert.StartsWith("没有找到", Search("没有这样的话").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--limit x", "--limit：「x」不合要求。")]
    [InlineData("--limit", "--limit 后面缺一个值。")]
    [InlineData("--sort wrong", "没有「wrong」。可以写：relevance、year、name")]
    [InlineData("one two", "不认识「two」。")]
    [InlineData("--limit 1 --limit 2", "--limit 只能有一个值。")]
    public void A_wrong_argument_is_told_in_Chinese_or_in_English_where_that_was_asked_for(string arguments, string said)
    {
        var (exit, output) = Building.HonourWallCommand.Run(["search", .. arguments.Split(' ')]);
        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains(said, output, StringComparison.Ordinal);
        // Nothing below it but where the usage is.
        Assert.EndsWith("honourwall search --help\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("--district", output, StringComparison.Ordinal);
        (exit, output) = Building.HonourWallCommand.Run(["search", "--lang", "en", .. arguments.Split(' ')]);
        Assert.Equal(ExitCode.Usage, exit);
        Assert.DoesNotContain(said, output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_of_years_may_be_left_open()
    {
        Assert.Equal(Ids(Search("", "--year", "1950-2099", "--format", "json")), Ids(Search("", "--year", "1950-", "--format", "json")));
        Assert.Equal(Ids(Search("", "--year", "1900-1969", "--format", "json")), Ids(Search("", "--year=-1969", "--format", "json")));
    }

    [Fact]
    public void A_choice_is_named_by_id_or_by_name()
    {
        var all = Ids(Search("", "--district", "仿真区", "--format", "json"));
        Assert.Contains("ouyang-ceshi", all);
        Assert.DoesNotContain("ce-shi-yi", all);
        Assert.Equal(all, Ids(Search("", "--district", "fangzhen", "--format", "json")));
        Assert.Equal(["ce-shi-yi"], Ids(Search("测试", "--year", "1950-1969", "--kind", "person", "--format", "json")));
        Assert.StartsWith("id,kind,name,", Search("", "--kind", "studio", "--format", "csv").Output, StringComparison.Ordinal);
        var unknown = Search("测试", "--district", "火星区");
        Assert.Equal(ExitCode.Usage, unknown.Exit);
        Assert.Contains("没有「火星区」。有：", unknown.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, Search("测试", "--year", "59").Exit);
        Assert.Equal(ExitCode.Usage, Search("测试", "--limit", "0").Exit);
        Assert.Equal(ExitCode.Usage, Search("测试", "--format", "jsonl").Exit);
    }

    [Fact]
    public void A_cell_that_a_spreadsheet_would_count_is_written_as_text()
    {
        using var content = new SampleContent().With("batches/2020-model-worker.csv", "id,name,employer,source\nce-shi-yi,测试一,示例厂,s001\nce-shi-er,测试二,＝1+1,s001\n");
        Assert.Equal(ExitCode.Ok, CommandRun.Of(["build", "-s", content.Path, "-d", _folder.PathOf("counted"), "--compress", "none", "--clock", "2026-05-01T12:00+08:00", "-q"]).Exit);
        Assert.Contains(",测试二,'＝1+1,", CommandRun.Of(["search", "测试", "--format", "csv", "--index", _folder.PathOf("counted")]).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"id":"a","q":"欧阳测试","type":"name"},{"id":"b","q":"没有这样的话"}]""")]
    [InlineData("""{"queries":[{"id":"a","q":"欧阳测试"},{"id":"b","q":"没有这样的话"}]}""")]
    [InlineData("""{"a":"欧阳测试","b":{"q":"没有这样的话"}}""")]
    [InlineData("\ufeff{\"a\":\"欧阳测试\",\"b\":\"没有这样的话\"}")]
    public void A_file_of_questions_gives_a_line_each(string questions)
    {
        var run = Search("--queries", _folder.Write("queries.json", questions), "--limit", "1", "--format", "jsonl");
        Assert.Equal("{\"id\":\"a\",\"hits\":[\"ouyang-ceshi\"]}\n{\"id\":\"b\",\"hits\":[]}\n", run.Output);
    }

    [Fact]
    public void A_file_that_holds_no_questions_is_wrong_usage_at_its_place()
    {
        var run = Search("--queries", _folder.Write("queries.json", "[{\"id\":1,\n}]"), "--format", "jsonl");
        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.Contains("queries.json:2:", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, Search("--queries", _folder.Write("queries.json", "[3]"), "--format", "jsonl").Exit);
        File.WriteAllBytes(_folder.PathOf("latin.json"), [(byte)'[', (byte)'"', 0xE9, (byte)'"', (byte)']']);
        var latin = Search("--queries", _folder.PathOf("latin.json"), "--format", "jsonl");
        Assert.Equal(ExitCode.Usage, latin.Exit);
        Assert.Contains("latin.json: UTF-8", latin.Output, StringComparison.Ordinal);
        var nowhere = Search("--queries", _folder.PathOf("nowhere.json"), "--format", "jsonl");
        Assert.Equal(ExitCode.InputOutput, nowhere.Exit);
        Assert.Contains("没有「", nowhere.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("网站没有动", nowhere.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--format", "xml")]
    [InlineData("--kind", "person,dog")]
    [InlineData("--level", "world")]
    [InlineData("--year", "1959-19")]
    [InlineData("--limit", "99999999999")]
    public void A_value_that_there_is_not_is_wrong_usage_and_is_named(string option, string value)
    {
        var run = Search("测试", option, value);
        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.Contains(value.Split(',')[^1], run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_site_without_an_index_and_one_with_a_damaged_index_say_what_to_do()
    {
        var missing = CommandRun.Of("search", "测试", "--index", _folder.PathOf("nowhere"));
        Assert.Equal(ExitCode.InputOutput, missing.Exit);
        Assert.Contains("honourwall build", missing.Output, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_folder.PathOf("site/search/index/terms"))) File.WriteAllText(file, "");
        var damaged = Search("欧阳测试", "--lang", "en");
        Assert.Equal(ExitCode.InputOutput, damaged.Exit);
        Assert.Contains("terms/", damaged.Output, StringComparison.Ordinal);
        Assert.Contains("Run honourwall build again.", damaged.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_index_of_a_stick_is_read_too()
    {
        Build("stick", "--stick");
        Assert.Equal(["ce-shi-yi"], Ids(CommandRun.Of("search", "他的徒弟", "--format", "json", "--index", _folder.PathOf("stick"))));
    }

    private CommandRun Search(params string[] arguments) => CommandRun.Of(["search", .. arguments, "--index", _folder.PathOf("site")]);

    private void Build(string site, params string[] flags) => Assert.Equal(ExitCode.Ok,
        CommandRun.Of(["build", "-s", Repository.PathOf("tests", "samples", "small-union", "content"), "-d", _folder.PathOf(site), "--compress", "none", "--clock", "2026-05-01T12:00+08:00", "-q", .. flags]).Exit);

    private static string[] Ids(CommandRun run)
    {
        Assert.Equal(ExitCode.Ok, run.Exit);
        return [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("id").GetString() ?? "")];
    }
}
