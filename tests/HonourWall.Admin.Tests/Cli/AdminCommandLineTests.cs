using HonourWall.Admin.Cli;
using Xunit;

namespace HonourWall.Admin.Tests.Cli;

public class AdminCommandLineTests
{
    [Fact]
    public async Task An_unknown_command_is_a_mistake_in_usage()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        Assert.Equal(ExitCode.Usage, await AdminCommandLine.RunAsync(["no-such-command"], output, error));
        Assert.Contains("no-such-command", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("没有写命令。")]
    [InlineData("没有写命令。", "audit")]
    [InlineData("不认识“no-such”。", "no-such")]
    [InlineData("不认识“--chek”。", "packs", "--chek")]
    [InlineData("缺少 --cases。", "assess")]
    [InlineData("--cases 后面缺少值。", "assess", "--cases")]
    [InlineData("不认识“xml”，须是其中之一： 'jsonl' 'text'。", "assess", "--cases", "x.csv", "--format", "xml")]
    [InlineData("--port 的值“abc”不对：须是整数。", "serve", "--port", "abc")]
    [InlineData("--port 须在 1 到 65535 之间。", "serve", "--port", "70000", "--data", "/nowhere/room")]
    [InlineData("没有这个文件：/nowhere.csv。请看路径对不对。", "assess", "--cases", "/nowhere.csv")]
    [InlineData("没有这个路径：/nowhere/x.csv。请看文件夹对不对。", "assess", "--cases", "/nowhere/x.csv")]
    [InlineData("打不开文件夹“/tmp”。这里要文件的，请写出文件名；要文件夹的，请看有没有权限。", "assess", "--cases", "/tmp")]
    [InlineData("没有这个路径：/nowhere。请看文件夹对不对。", "packs", "--packs", "/nowhere")]
    public async Task A_mistake_is_told_in_Chinese(string expected, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        Assert.NotEqual(ExitCode.Ok, await AdminCommandLine.RunAsync(args, output, error));
        Assert.Equal(expected, error.ToString().Split('\n')[0]);
        Assert.Empty(output.ToString());
    }

    [Fact]
    public async Task Help_goes_to_the_output()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        Assert.Equal(ExitCode.Ok, await AdminCommandLine.RunAsync(["--help"], output, error));
        Assert.Contains("--help", output.ToString(), StringComparison.Ordinal);
        Assert.Empty(error.ToString());
    }
}
