using System.CommandLine;

namespace HonourWall.Generator.Commands;

/// <summary>The commands in the order of the help.</summary>
public static class CommandList
{
    public static IEnumerable<Command> All() =>
    [
        CheckCommand.Create(),
        BuildCommand.Create(),
        ServeCommand.Create(),
        CleanCommand.Create(),
        VersionCommand.Create(),
    ];
}
