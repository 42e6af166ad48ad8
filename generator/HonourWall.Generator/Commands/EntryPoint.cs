using System.CommandLine;
using System.CommandLine.Invocation;
using HonourWall.Generator.Output;
using HonourWall.Generator.Publishing;

namespace HonourWall.Generator.Commands;

/// <summary>The command line: parses it, runs a command, and turns what went wrong into a message and an exit code.</summary>
internal static class EntryPoint
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("光荣墙：把内容文件夹变成网站。 HonourWall: turns a content folder into a public honour wall.");
        foreach (var command in CommandList.All()) root.Subcommands.Add(command);
        try
        {
            var parsed = root.Parse(args);
            if (!args.Contains("en")) foreach (var wrong in parsed.Errors.Select(WrongArgument.InChinese).OfType<string>()) Console.Error.WriteLine(wrong);
            // Below thirty lines of options nobody sees what is wrong.
            if (parsed.Action is ParseErrorAction wrongArguments && args.Length > 0) wrongArguments.ShowHelp = false;
            var exit = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            if (parsed.Errors.Count == 0) return exit;
            var command = parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ";
            if (args.Length > 0) Console.Error.WriteLine($"看用法 usage: honourwall {command}--help");
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (OutputRefusedException refused)
        {
            Console.Error.WriteLine(refused.Refusal switch
            {
                OutputRefusal.NotOurs => $"「{refused.Folder}」不是空文件夹，也不是本程序生成的网站，没有写入。换一个 --destination，或先清空它。\n\"{refused.Folder}\" is neither empty nor a site built by honourwall; nothing was written. Choose another --destination or empty it.",
                OutputRefusal.IsFile => $"「{refused.Folder}」是文件，不是文件夹。\n\"{refused.Folder}\" is a file, not a folder.",
                _ => $"另一次构建正在写入「{refused.Folder}」，请等它结束。\nAnother build is writing into \"{refused.Folder}\"; wait for it to finish.",
            });
            return ExitCode.InputOutput;
        }
        catch (PublishRefusedException refused)
        {
            Console.Error.WriteLine(refused.Message);
            return ExitCode.InputOutput;
        }
        catch (Exception problem) when (InputOutputProblem.Find(problem) is { } found)
        {
            Console.Error.WriteLine(found);
            return ExitCode.InputOutput;
        }
    }
}
