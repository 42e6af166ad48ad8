using System.CommandLine;
using System.Globalization;

namespace HonourWall.Generator.Commands;

/// <summary>An option that takes a whole number within bounds, and says so in our words when it gets another.</summary>
internal static class NumberOption
{
    public static Option<int> Create(string name, string[] aliases, int otherwise, int least, int most)
    {
        var option = new Option<int>(name, aliases) { DefaultValueFactory = _ => otherwise, HelpName = "n" };
        Check(option, least, most);
        return option;
    }

    public static Option<int?> Optional(string name, int least, int most)
    {
        var option = new Option<int?>(name);
        Check(option, least, most);
        return option;
    }

    private static void Check(Option<int> option, int least, int most) => option.CustomParser = result => Read(option.Name, result, least, most) ?? least;

    private static void Check(Option<int?> option, int least, int most) => option.CustomParser = result => Read(option.Name, result, least, most);

    private static int? Read(string name, System.CommandLine.Parsing.ArgumentResult result, int least, int most)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        result.AddError($"{name}: \"{text}\" 不是 {least}—{most} 之间的整数 is no whole number from {least} to {most}");
        return null;
    }
}
