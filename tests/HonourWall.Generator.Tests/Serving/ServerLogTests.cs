using HonourWall.Generator.Serving;
using HonourWall.Roll.Diagnostics;
using Xunit;

namespace HonourWall.Generator.Tests.Serving;

public sealed class ServerLogTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void A_warning_is_said_once_until_it_is_mended_and_an_error_each_time()
    {
        var log = Log();
        Diagnostic[] all = [At(3, "HW606"), At(9, "HW401")];
        Tell(log, all);
        Assert.Equal((1, 1), Said());
        Tell(log, [.. all, At(4, "HW606")]);
        Assert.Equal((1, 1), Said("（1 条上次已列出）"));
        Tell(log);
        Assert.Equal((0, 0), Said("警告 0　"));
        Tell(log, all);
        Assert.Equal((1, 1), Said());
    }

    [Fact]
    public void A_quiet_one_says_nothing_of_what_went_well()
    {
        Tell(Log(isQuiet: true));
        Assert.Equal("", _output.ToString());
    }

    private ServerLog Log(bool isQuiet = false) => new(_output, "text", "zh", colour: false, isQuiet, isVerbose: false, "nowhere");

    private static Diagnostic At(int line, string code) => new(code, new ContentPlace("pages/about.md", line, 1), ["癌"]);

    private static void Tell(ServerLog log, params Diagnostic[] diagnostics) => log.Tell(new BuildResult { Diagnostics = [.. diagnostics] }, TimeSpan.Zero);

    /// <summary>How many warnings and errors were said since the last look.</summary>
    private (int Warnings, int Errors) Said(string words = "页 0")
    {
        var said = _output.ToString();
        _output.GetStringBuilder().Clear();
        Assert.Contains(words, said, StringComparison.Ordinal);
        return (said.Split("warning HW").Length - 1, said.Split("error HW").Length - 1);
    }
}
