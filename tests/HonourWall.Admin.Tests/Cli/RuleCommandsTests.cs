using System.Text;
using System.Text.Json;
using HonourWall.Admin.Cli;
using HonourWall.Admin.Rules;
using HonourWall.Admin.Tests.Rules;
using Xunit;

namespace HonourWall.Admin.Tests.Cli;

public sealed class RuleCommandsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rules");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Assess_prints_one_object_a_line_in_the_order_of_the_file()
    {
        var (code, output, error) = await RunAsync("assess", "--cases", RuleRoom.Sample("cases.csv"), "--format", "jsonl");
        Assert.Equal((ExitCode.Ok, ""), (code, error));
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(35, lines.Length);
        Assert.Equal("""{"case":"R01-below","result":"0"}""", lines[0]);
        Assert.Contains("""{"case":"R07-2013","result":"春节;五一;十一"}""", lines);
        Assert.Contains("""{"case":"R07-city","result":""}""", lines);
    }

    [Fact]
    public async Task Explain_adds_a_trace_that_names_fact_value_version_and_article()
    {
        var (_, output, _) = await RunAsync("assess", "--cases", RuleRoom.Sample("cases.csv"), "--explain");
        using var line = JsonDocument.Parse(output.Split('\n')[1]);
        Assert.Equal("R01-at", line.RootElement.GetProperty("case").GetString());
        var threshold = line.RootElement.GetProperty("trace").EnumerateArray().Single(s => s.GetProperty("step").GetString() == "threshold");
        Assert.Equal("10000.00 元", threshold.GetProperty("facts").GetProperty("个人自付").GetString());
        var parameter = threshold.GetProperty("parameters")[0];
        Assert.Equal(("10000.00 元", "未注明", "R01 大病救助"), (
            parameter.GetProperty("value").GetString(), parameter.GetProperty("since").GetString(), parameter.GetProperty("article").GetString()));
        Assert.StartsWith("sha256:", line.RootElement.GetProperty("version").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_is_for_reading()
    {
        var (_, output, _) = await RunAsync("assess", "--cases", RuleRoom.Sample("cases.csv"), "--format", "text", "--explain");
        Assert.Contains("R01-below\t0\n  大病救助（本人）（serious-illness，版本 ", output, StringComparison.Ordinal);
        Assert.Contains("✗ 个人自付 9999.99 元，未达到起付线 10000.00 元（含本数）", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_in_the_staff_guide_is_what_the_command_prints()
    {
        var file = Write("cases.csv", "case,input\n例一,\"" + """
            {"benefit": "serious-illness", "on": "2014-06-01", "person": {"honours": [{"award": "北京市劳动模范", "year": 2010}], "status": "离退休"},
             "billed": "52000.00", "out_of_scope": "11999.90", "illness": "甲病",
             "earlier": [{"benefit": "serious-illness", "illness": "乙病", "paid_on": "2012-03-01"}]}
            """.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"\n");
        var (code, output, _) = await RunAsync("assess", "--cases", file, "--format", "text", "--explain");
        Assert.Equal(ExitCode.Ok, code);
        Assert.Contains(output, await File.ReadAllTextAsync(RuleRoom.Sample("rules.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_case_is_an_error_at_its_line_and_the_others_are_answered()
    {
        var file = Write("cases.csv", "case,input\na,\"{\"\"budget\"\": \"\"city-fund\"\", \"\"year\"\": \"\"2016\"\"}\"\nb,\"{\"\"budget\"\": \"\"city-fund\"\", \"\"year\"\": 2016}\"\n");
        var (code, output, error) = await RunAsync("assess", "--cases", file);
        Assert.Equal((ExitCode.Errors, "{\"case\":\"b\",\"result\":\"30000000.00\"}\n"), (code, output));
        Assert.StartsWith($"{file}:2:43: 错误 HR104：", error, StringComparison.Ordinal);
        (_, _, error) = await RunAsync("assess", "--cases", file, "--lang", "en");
        Assert.StartsWith($"{file}:2:43: error HR104: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_rules_do_not_cover_is_an_error_and_no_refusal()
    {
        var file = Write("cases.csv", "case,input\na,\"{\"\"check\"\": \"\"prerequisite\"\", \"\"award\"\": \"\"全国劳动模范\"\", \"\"held\"\": []}\"\n");
        var (code, output, error) = await RunAsync("assess", "--cases", file);
        Assert.Equal((ExitCode.Errors, ""), (code, output));
        Assert.StartsWith($"{file}:2:4: 错误 HR307：", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_missing_or_not_utf8_is_told_apart()
    {
        Assert.Equal(ExitCode.InputOutput, (await RunAsync("assess", "--cases", Path.Combine(_folder.FullName, "none.csv"))).Code);
        Assert.Equal(ExitCode.InputOutput, (await RunAsync("packs", "--packs", Path.Combine(_folder.FullName, "none"))).Code);
        var file = Path.Combine(_folder.FullName, "gb.csv");
        await File.WriteAllBytesAsync(file, [.. "case,input\n"u8, 0xD6, 0xD0], TestContext.Current.CancellationToken);
        var (code, _, error) = await RunAsync("assess", "--cases", file);
        Assert.Equal(ExitCode.Errors, code);
        Assert.StartsWith($"{file}:2: 错误 HR309", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("assess")]
    [InlineData("assess", "--cases")]
    [InlineData("assess", "--cases", "x.csv", "--format", "xml")]
    [InlineData("assess", "--cases", "x.csv", "--lang", "fr")]
    [InlineData("packs", "--chek")]
    public async Task Wrong_flags_are_a_mistake_in_usage(params string[] args) => Assert.Equal(ExitCode.Usage, (await RunAsync(args)).Code);

    [Fact]
    public async Task Packs_lists_each_version_with_its_basis()
    {
        var (code, output, error) = await RunAsync("packs");
        Assert.Equal((ExitCode.Ok, ""), (code, error));
        Assert.Contains("xicheng-budget/amount\t年度经费：980000.00 元；施行起：未注明，止：2011-11-23；依据：", output, StringComparison.Ordinal);
        Assert.Contains("xicheng-budget/amount\t年度经费：2000000.00 元；施行起：2011-11-24；依据：", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packs_check_passes_for_the_shipped_and_points_into_a_folder_that_is_wrong()
    {
        var (code, output, error) = await RunAsync("packs", "--check");
        Assert.Equal((ExitCode.Ok, ""), (code, error));
        Assert.Contains(RuleRoom.Shipped.Version, output, StringComparison.Ordinal);

        foreach (var file in ShippedPacks.Files()) Write(file.ShortName, file.Text);
        Assert.Equal((ExitCode.Ok, output), await Drop(RunAsync("packs", "--check", "--packs", _folder.FullName)));
        Write("fire.yaml", File.ReadAllText(Path.Combine(_folder.FullName, "fire.yaml")).Replace("\"2000.00\"", "\"2500.00\"", StringComparison.Ordinal));
        (code, output, error) = await RunAsync("packs", "--check", "--packs", _folder.FullName);
        Assert.Equal((ExitCode.Errors, ""), (code, output));
        Assert.Contains($"{_folder.FullName}/fire.tests.yaml:8:15: 错误 HR213：测试不符：应为「2000.00」，得到「2500.00」", error, StringComparison.Ordinal);

        static async Task<(int, string)> Drop(Task<(int Code, string Output, string)> run) => (await run) is var (c, o, _) ? (c, o) : default;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await AdminCommandLine.RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
