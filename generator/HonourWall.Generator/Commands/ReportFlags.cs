using System.CommandLine;

namespace HonourWall.Generator.Commands;

/// <summary>How a command tells what it found.</summary>
public sealed class ReportFlags
{
    public Option<string> Format { get; } = new Option<string>("--format") { Description = "诊断的格式 format of diagnostics", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json", "sarif", "github");
    public Option<string> Language { get; } = new Option<string>("--lang") { Description = "诊断的语言 language of diagnostics", DefaultValueFactory = _ => "zh" }.AcceptOnlyFromAmong("zh", "en");
    public Option<string> FailOn { get; } = new Option<string>("--fail-on") { Description = "遇到什么算失败 what counts as failure", DefaultValueFactory = _ => "error" }.AcceptOnlyFromAmong("error", "warning");
    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "只输出诊断 diagnostics only" };
    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "每一步的时间 times of each stage" };
    public Option<bool> NoColor { get; } = new("--no-color") { Description = "不用颜色（也认 NO_COLOR） no colour (NO_COLOR too)" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Format, Language, FailOn, Quiet, Verbose, NoColor]) command.Options.Add(option);
    }

    public bool UsesColour(ParseResult parsed) =>
        !parsed.GetValue(NoColor) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && !Console.IsOutputRedirected;
}
