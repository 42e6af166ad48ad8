using System.Diagnostics;
using Xunit;

namespace HonourWall.Generator.Tests;

public class RoomWallTests
{
    [Theory]
    [InlineData("public", "honourwall-admin")]
    [InlineData("search", "Markdig")]
    public void A_project_that_reaches_through_a_wall_fails_to_build_with_HW0001(string room, string reached)
    {
        var (exit, output) = Build(Repository.PathOf("tests", "samples", "wall-breach", room));

        Assert.NotEqual(0, exit);
        Assert.Contains($"error HW0001: Breach is in the {room} room, which must not reach: {reached}", output, StringComparison.Ordinal);
    }

    private static (int Exit, string Output) Build(string project)
    {
        var start = new ProcessStartInfo("dotnet", ["build", project, "--nologo", "-v", "quiet", "-c", "Release"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Variables that the test host sets for itself confuse a build inside it.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        using var process = Process.Start(start)!; // dotnet is running this test
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
