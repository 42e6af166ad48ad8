using System.CommandLine;
using HonourWall.Generator.Output;

namespace HonourWall.Generator.Commands;

/// <summary><c>honourwall clean</c>: deletes a built site and its cache, and nothing that is not one.</summary>
public static class CleanCommand
{
    public static Command Create()
    {
        var command = new Command("clean", "删除生成的网站 deletes the built site");
        command.Options.Add(BuildCommand.Destination);
        command.SetAction(parsed =>
        {
            var destination = parsed.GetValue(BuildCommand.Destination)!; // it has a default
            OutputFolder.Delete(destination);
            var cache = BuildOptions.CacheFolderOf(destination);
            if (Directory.Exists(cache)) Directory.Delete(cache, true);
            return ExitCode.Ok;
        });
        return command;
    }
}
