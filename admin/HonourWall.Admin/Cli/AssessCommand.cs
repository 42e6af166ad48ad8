using System.CommandLine;
using HonourWall.Admin.Rules;
using HonourWall.Admin.Rules.Cases;
using HonourWall.Admin.Rules.Diagnostics;

namespace HonourWall.Admin.Cli;

/// <summary>
/// <c>honourwall-admin assess --cases cases.csv</c>: answers each case by the rule packs, one JSON object a line in the order of the file.
/// Malformed cases are reported on the error output and left out; then the exit code is 1. No database, any folder.
/// </summary>
public static class AssessCommand
{
    public static Command Create()
    {
        var cases = new Option<string>("--cases")
        {
            Description = "案例文件（CSV，列 case 和 input） cases as CSV with the columns case and input",
            Required = true,
        };
        var format = new Option<string>("--format")
        {
            Description = "输出格式：jsonl 每行一个 JSON；text 便于阅读 output: one JSON object a line, or text",
            DefaultValueFactory = _ => "jsonl",
        };
        format.AcceptOnlyFromAmong("jsonl", "text");
        var explain = new Option<bool>("--explain") { Description = "附上依据和逐步的审核记录 adds the trace" };
        var flags = new RuleFlags();
        var command = new Command("assess", "按规则包审核案例 assesses cases by the rule packs") { cases, format, explain };
        flags.AddTo(command);
        command.SetAction(parsed =>
        {
            var diagnostics = new RuleDiagnostics();
            if (flags.ReadBook(parsed, diagnostics) is { } book && InputFile.Read(parsed.GetRequiredValue(cases), diagnostics) is { } source)
            {
                var writer = new AssessmentWriter(parsed.InvocationConfiguration.Output, asText: parsed.GetValue(format) == "text", parsed.GetValue(explain));
                foreach (var one in new CaseFileReader(book, diagnostics).Read(source)) Answer(one, writer, diagnostics);
            }
            flags.Report(parsed, diagnostics);
            return diagnostics.Count == 0 ? ExitCode.Ok : ExitCode.Errors;
        });
        return command;
    }

    private static void Answer(RuleCase one, AssessmentWriter writer, RuleDiagnostics diagnostics)
    {
        var assessment = one.Assess();
        if (assessment.Decision == Decision.NotCovered) diagnostics.Add("HR307", one.Facts.Place, assessment.Trace[^1].Text);
        else writer.Write(one.Name, assessment);
    }
}
