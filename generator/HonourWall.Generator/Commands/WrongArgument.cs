using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace HonourWall.Generator.Commands;

/// <summary>
/// What the library of the command line says of a wrong argument, in Chinese: it says it in English, and its own translations are not found
/// by a program that knows no cultures. Our own messages are in both languages already.
/// </summary>
internal static partial class WrongArgument
{
    /// <summary>Null for what needs no translation.</summary>
    public static string? InChinese(ParseError error)
    {
        foreach (var (pattern, chinese) in new[]
        {
            (CannotParse(), "$2：「$1」不合要求。"),
            (Missing(), "$1 后面缺一个值。"),
            (Needed(), "缺少 $1。"),
            (NotAmong(), "没有「$1」。可以写："),
            (Unrecognized(), "不认识「$1」。"),
            (TooMany(), "$1 只能有一个值。"),
        })
        {
            if (pattern.Match(error.Message) is { Success: true } found) return found.Result(chinese) + string.Join('、', Choice().Matches(error.Message).Select(choice => choice.Groups[1].Value));
        }
        return null;
    }

    [GeneratedRegex("^Cannot parse argument '(.*)' for (?:option|command) '(.*?)'")]
    private static partial Regex CannotParse();

    [GeneratedRegex("^Required argument missing for (?:option|command): '(.*?)'")]
    private static partial Regex Missing();

    [GeneratedRegex("^Option '(.*?)' is required")]
    private static partial Regex Needed();

    [GeneratedRegex("^Argument '(.*)' not recognized")]
    private static partial Regex NotAmong();

    [GeneratedRegex("^Unrecognized command or argument '(.*)'")]
    private static partial Regex Unrecognized();

    [GeneratedRegex("^Option '(.*?)' expects a single argument")]
    private static partial Regex TooMany();

    /// <summary>One of the words to choose from, each on a line of its own.</summary>
    [GeneratedRegex(@"^\s+'(.*)'\s*$", RegexOptions.Multiline)]
    private static partial Regex Choice();
}
