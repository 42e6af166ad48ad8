using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace HonourWall.Admin.Cli;

/// <summary>Mistakes in usage in Chinese: System.CommandLine's own Chinese lacks half of its messages.</summary>
public static class UsageProblem
{
    private const string NoCommand = "Required command was not provided.";

    private static readonly (Regex Said, string Words)[] Known =
    [
        (new(@"^Cannot parse argument '(.*)' for option '(.*)' as expected type 'System\.Int32'"), "$2 的值“$1”不对：须是整数。"),
        (new("^Cannot parse argument '(.*)' for (?:option|command) '(.*)' as expected type"), "$2 的值“$1”看不懂。"),
        (new("^Required argument missing for (?:option|command): '(.*)'"), "$1 后面缺少值。"),
        (new("^Option '(.*)' is required"), "缺少 $1。"),
        (new("^Option '(.*)' expects a single argument but (.*) were provided"), "$1 只能写一次，这里写了 $2 次。"),
        (new("^Argument '(.*)' not recognized. Must be one of:(.*)$", RegexOptions.Singleline), "不认识“$1”，须是其中之一：$2。"),
        (new("^Unrecognized command or argument '(.*)'"), "不认识“$1”。"),
        (new("^Response file not found '(.*)'"), "没有这个文件：$1。"),
        (new("^(.*) option cannot be combined with other arguments"), "$1 只能单独写。"),
    ];

    /// <summary>Each mistake on a line, then where the usage is shown.</summary>
    public static IEnumerable<string> Words(ParseResult parsed)
    {
        var said = parsed.Errors.Select(e => e.Message).Distinct().ToList();
        foreach (var one in said.Where(m => m != NoCommand || said.Count == 1)) yield return One(one);
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0) yield return "可以用的命令：" + string.Join('、', command.Subcommands.Select(c => c.Name)) + "。";
        yield return $"用法：{Path(parsed.CommandResult)} --help";
    }

    private static string One(string message)
    {
        if (message == NoCommand) return "没有写命令。";
        foreach (var (said, words) in Known)
        {
            if (said.Match(message) is { Success: true } match) return Regex.Replace(match.Result(words), @"\s+'", " '");
        }
        return message;
    }

    private static string Path(CommandResult at) => at.Parent is CommandResult above ? $"{Path(above)} {at.Command.Name}" : "honourwall-admin";
}
