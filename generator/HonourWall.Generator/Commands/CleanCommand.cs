using System.CommandLine;
using HonourWall.Generator.Output;

namespace HonourWall.Generator.Commands;

/// <summary><c>honourwall clean</c>: deletes a built site, and nothing that is not one.</summary>
public static class CleanCommand
{
    public static Command Create()
    {
        var command = new Command("clean", "删除生成的网站 deletes the built site");
        command.Options.Add(BuildCommand.Destination);
        command.SetAction(parsed =>
        {
            OutputFolder.Delete(parsed.GetValue(BuildCommand.Destination)!); // it has a default
            return ExitCode.Ok;
        });
        return command;
    }
}
