using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;

namespace HonourWall.Generator.Commands;

/// <summary><c>honourwall version</c>.</summary>
public static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "版本 prints the version");
        command.SetAction(parsed =>
        {
            var version = typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
            parsed.InvocationConfiguration.Output.WriteLine($"honourwall {version} ({RuntimeInformation.FrameworkDescription})");
            return ExitCode.Ok;
        });
        return command;
    }
}
