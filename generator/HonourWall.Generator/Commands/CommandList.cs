using System.CommandLine;

namespace HonourWall.Generator.Commands;

/// <summary>The commands in the order of the help.</summary>
public static class CommandList
{
    public static IEnumerable<Command> All() =>
    [
        NewCommand.Create(),
        ImportCommand.Create(),
        ListCommand.Create(),
        CheckCommand.Create(),
        BuildCommand.Create(),
        ServeCommand.Create(),
        SearchCommand.Create(),
        PublishCommand.Create(),
        CleanCommand.Create(),
        VersionCommand.Create(),
    ];
}
