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

    [Fact]
    public async Task Help_goes_to_the_output()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        Assert.Equal(ExitCode.Ok, await AdminCommandLine.RunAsync(["--help"], output, error));
        Assert.Contains("--help", output.ToString(), StringComparison.Ordinal);
        Assert.Empty(error.ToString());
    }
}
