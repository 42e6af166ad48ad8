using System.CommandLine;
using HonourWall.Generator.Reporting;
using HonourWall.Generator.Scaffolding;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Commands;

/// <summary><c>honourwall new</c>: a file with the keys that are often needed.</summary>
public static class NewCommand
{
    private static readonly Argument<string> Kind = new Argument<string>("kind") { Description = "honouree 人物, collective 集体, studio 工作室, story 故事, notice 公示, page 页面" }.AcceptOnlyFromAmong([.. Scaffold.Folders.Keys]);
    private static readonly Argument<string> IdOrName = new("id-or-name") { Description = "编号，或姓名、标题（编号用拼音） an id, or a name or title" };
    private static readonly Option<bool> Another = new("--new") { Description = "与已有的人同名的另一人 another person of a name that is there" };
    private static readonly Option<bool> Bundle = new("--bundle") { Description = "单独的文件夹，图片放在旁边 a folder of its own, for pictures" };

    public static Command Create()
    {
        var source = new BuildFlags().Source;
        var report = new ReportFlags();
        var command = new Command("new", "新建一个内容文件 creates a content file");
        command.Arguments.Add(Kind);
        command.Arguments.Add(IdOrName);
        foreach (var option in (Option[])[Another, Bundle, source, report.Format, report.Language, report.NoColor]) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(source)!; // it has a default
            var bag = new DiagnosticBag();
            var file = NewFile.Plan(folder, parsed.GetValue(Kind)!, parsed.GetValue(IdOrName)!, parsed.GetValue(Another), parsed.GetValue(Bundle), TimeProvider.System.GetUtcNow(), bag); // both are required
            var output = parsed.InvocationConfiguration.Output;
            DiagnosticPrinter.Print(output, bag.ToImmutable(), parsed.GetValue(report.Format)!, parsed.GetValue(report.Language)!, report.UsesColour(parsed)); // they have defaults
            if (file is null) return ExitCode.ContentErrors;
            file.Write();
            output.WriteLine(file.Name);
            return ExitCode.Ok;
        });
        return command;
    }
}
