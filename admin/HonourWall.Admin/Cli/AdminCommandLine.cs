using System.CommandLine;
using System.CommandLine.Invocation;

namespace HonourWall.Admin.Cli;

/// <summary>The command <c>honourwall-admin</c>: one subcommand a file beside this one.</summary>
public static class AdminCommandLine
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("劳模待遇管理（内部） · the private room of the honour wall")
        {
            ServeCommand.Create(),
            MigrateCommand.Create(),
            BackupCommands.Backup(),
            BackupCommands.Restore(),
            AuditCommand.Create(),
            KeysCommand.Create(),
            AssessCommand.Create(),
            PacksCommand.Create(),
            CheckTlsCommand.Create(),
        };
        var parsed = root.Parse(args);
        try
        {
            if (parsed.Action is ParseErrorAction)
            {
                foreach (var line in UsageProblem.Words(parsed)) await error.WriteLineAsync(line);
                return ExitCode.Usage;
            }
            var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(FileProblem.Words(problem));
            return ExitCode.InputOutput;
        }
    }
}
