using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using HonourWall.Generator.Importing;
using HonourWall.Generator.Reporting;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Commands;

/// <summary><c>honourwall import</c>: an award list as clerks have it becomes rows of a batch.</summary>
public static class ImportCommand
{
    private static readonly Argument<string> List = new("file") { Description = "名单：.xlsx 或 .csv the award list" };
    private static readonly Option<string> Batch = new("--batch") { Description = "批次编号 id of the batch", Required = true, HelpName = "id" };
    private static readonly Option<string?> Sheet = new("--sheet") { Description = "工作表 sheet of the workbook", HelpName = "name" };
    private static readonly Option<string[]> Same = new("--same") { Description = "第几行是已有的某人：--same 12=zhang-wei this row is that person", HelpName = "row=id", DefaultValueFactory = _ => [] };
    private static readonly Option<string[]> New = new("--new") { Description = "第几行是新的人：--new 12 或 --new 12=zhang-wei-a this row is somebody new", HelpName = "row", DefaultValueFactory = _ => [] };
    private static readonly Option<string[]> SkipColumn = new("--skip-column") { Description = "不读取的栏 heading that is not to be read", HelpName = "heading", DefaultValueFactory = _ => [] };
    private static readonly Option<string> Status = new Option<string>("--status") { Description = "granted 已授予，publicity 公示中", DefaultValueFactory = _ => "granted" }.AcceptOnlyFromAmong("granted", "publicity");
    private static readonly Option<string?> Award = new("--award") { Description = "新批次的奖项 award of a new batch", HelpName = "id" };
    private static readonly Option<int?> Year = NumberOption.Optional("--year", 1, 9999);
    private static readonly Option<string?> Name = new("--name") { Description = "新批次的名称 name of a new batch", HelpName = "text" };
    private static readonly Option<DateOnly?> Date = new("--date")
    {
        Description = "新批次的日期 date of a new batch",
        HelpName = "yyyy-mm-dd",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            result.AddError($"--date: \"{result.Tokens[0].Value}\" 不是日期 is no date (2025-04-28)");
            return null;
        },
    };
    private static readonly Option<string?> SourceId = new("--cite") { Description = "新批次的来源编号 source of a new batch", HelpName = "id" };
    private static readonly Option<bool> DryRun = new("--dry-run", "-n") { Description = "只显示改动，不写入 show the difference, write nothing" };

    public static Command Create()
    {
        var source = new BuildFlags().Source;
        var report = new ReportFlags();
        var command = new Command("import", "导入获奖名单：全部写入，或有错误时什么也不写 imports an award list: all of it or nothing");
        List.Validators.Clear();
        List.Validators.Add(result =>
        {
            if (result.Tokens is [var file] && !File.Exists(file.Value)) result.AddError($"找不到名单「{file.Value}」 no such file");
        });
        command.Arguments.Add(List);
        (Year.Description, Year.HelpName) = ("新批次的年份 year of a new batch", "yyyy");
        Option[] options = [Batch, DryRun, Same, New, Sheet, SkipColumn, Status, Award, Year, Name, Date, SourceId, source, report.Format, report.Language, report.Quiet, report.NoColor];
        foreach (var option in options) command.Options.Add(option);
        Same.Validators.Clear();
        Same.Validators.Add(result => Decisions(result, "--same", isIdNeeded: true));
        New.Validators.Clear();
        New.Validators.Add(result => Decisions(result, "--new", isIdNeeded: false));
        command.SetAction(parsed => Run(Read(parsed, source), report, parsed));
        return command;
    }

    private static int Run(ImportRequest request, ReportFlags report, ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        var language = parsed.GetValue(report.Language)!; // it has a default
        var format = parsed.GetValue(report.Format)!; // it has a default
        var bag = new DiagnosticBag();
        var plan = Importer.Plan(request, TimeProvider.System.GetUtcNow(), bag);
        var diagnostics = bag.ToImmutable();
        DiagnosticPrinter.Print(output, diagnostics, format, language, report.UsesColour(parsed));
        var result = new BuildResult { Diagnostics = diagnostics };
        if (result.Errors == 0)
        {
            var isDry = parsed.GetValue(DryRun);
            if (!isDry) Importer.Write(plan);
            if (format == "text" && !parsed.GetValue(report.Quiet)) new ImportReport(output, language != "en").Write(plan, isDry);
        }
        else if (format == "text") output.WriteLine(language != "en" ? $"{result.Errors} 处错误，什么也没有写入。" : $"{result.Errors} {(result.Errors == 1 ? "error" : "errors")}; nothing was written.");
        return result.IsPrivacyBlocked ? ExitCode.PrivacyBlocked : result.Errors > 0 ? ExitCode.ContentErrors : ExitCode.Ok;
    }

    private static ImportRequest Read(ParseResult parsed, Option<string> source) => new()
    {
        File = parsed.GetValue(List)!, // it is required
        Source = parsed.GetValue(source)!, // it has a default
        Batch = parsed.GetValue(Batch)!, // it is required
        Sheet = parsed.GetValue(Sheet),
        Same = Decisions(parsed.GetValue(Same)),
        New = Decisions(parsed.GetValue(New)),
        Skip = [.. parsed.GetValue(SkipColumn) ?? []],
        Status = parsed.GetValue(Status) == "publicity" ? HonourStatus.Publicity : HonourStatus.Granted,
        NewBatch = parsed.GetValue(Award) is { } award ? new NewBatch(award, parsed.GetValue(Year), parsed.GetValue(Name), parsed.GetValue(Date), parsed.GetValue(SourceId)) : null,
    };

    private static ImmutableDictionary<int, string> Decisions(string[]? written) =>
        (written ?? []).Select(w => w.Split('=', 2)).ToImmutableDictionary(w => int.Parse(w[0], CultureInfo.InvariantCulture), w => w.Length == 2 ? w[1] : "");

    private static void Decisions(OptionResult result, string option, bool isIdNeeded)
    {
        var seen = new HashSet<int>();
        foreach (var token in result.Tokens)
        {
            var parts = token.Value.Split('=', 2);
            var isGood = int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var row) && seen.Add(row) && (parts.Length == 2 ? parts[1].Length > 0 : !isIdNeeded);
            if (!isGood) result.AddError($"{option}: \"{token.Value}\" — {(isIdNeeded ? "12=zhang-wei" : "12 | 12=zhang-wei-a")}");
        }
    }
}
