using System.CommandLine;
using HonourWall.Generator.Commands;

namespace HonourWall.Generator.Tests.Commands;

/// <summary>One run of the command within the test.</summary>
internal sealed record CommandRun(int Exit, string Output)
{
    public static CommandRun Of(params string[] arguments)
    {
        var root = new RootCommand();
        foreach (var command in CommandList.All()) root.Subcommands.Add(command);
        using var output = new StringWriter { NewLine = "\n" };
        var parsed = root.Parse(arguments);
        var exit = parsed.Invoke(new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false });
        return new CommandRun(parsed.Errors.Count > 0 ? ExitCode.Usage : exit, output.ToString());
    }
}
