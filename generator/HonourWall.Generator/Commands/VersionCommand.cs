using System.CommandLine;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HonourWall.Generator.Pictures.Vips;

namespace HonourWall.Generator.Commands;

/// <summary><c>honourwall version</c>: the program, the runtime, and the libvips that was found for pictures.</summary>
public static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "版本 prints the version");
        command.SetAction(parsed =>
        {
            var version = typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
            parsed.InvocationConfiguration.Output.WriteLine($"honourwall {version} ({RuntimeInformation.FrameworkDescription}{(RuntimeFeature.IsDynamicCodeCompiled ? "" : " as machine code")}, {(VipsLibrary.IsThere ? "libvips " + VipsLibrary.Version : "no libvips")})");
            return ExitCode.Ok;
        });
        return command;
    }
}
