using System.CommandLine;
using HonourWall.Generator.Reporting;
using HonourWall.Generator.Scaffolding;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Generator.Commands;

/// <summary><c>honourwall new</c>: a file with the keys that are often needed, or a content folder to begin with.</summary>
public static class NewCommand
{
    private const string Site = "site";

    private static readonly Argument<string> Kind = new Argument<string>("kind") { Description = "honouree 人物, collective 集体, studio 工作室, story 故事, notice 公示, page 页面, site 整个内容文件夹" }.AcceptOnlyFromAmong([.. Scaffold.Folders.Keys, Site]);
    private static readonly Argument<string> IdOrName = new("id-or-name") { Description = "编号，或姓名、标题（编号用拼音） an id, or a name or title" };
    private static readonly Option<bool> Another = new("--new") { Description = "与已有的人同名的另一人 another person of a name that is there" };
    private static readonly Option<bool> Bundle = new("--bundle") { Description = "单独的文件夹，图片放在旁边 a folder of its own, for pictures" };

    public static Command Create()
    {
        var source = new BuildFlags().Source;
        var report = new ReportFlags();
        var command = new Command("new", "新建一个内容文件，或整个内容文件夹（new site 标题） creates a content file, or a content folder (new site <title>)");
        command.Arguments.Add(Kind);
        command.Arguments.Add(IdOrName);
        foreach (var option in (Option[])[Another, Bundle, source, report.Format, report.Language, report.NoColor]) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(source)!; // it has a default
            var bag = new DiagnosticBag();
            var (kind, idOrName) = (parsed.GetValue(Kind)!, parsed.GetValue(IdOrName)!); // both are required
            var files = kind == Site
                ? NewSite.Plan(folder, idOrName, bag)
                : NewFile.Plan(folder, kind, idOrName, parsed.GetValue(Another), parsed.GetValue(Bundle), TimeProvider.System.GetUtcNow(), bag) is { } planned ? [planned] : [];
            var output = parsed.InvocationConfiguration.Output;
            DiagnosticPrinter.Print(output, bag.ToImmutable(), parsed.GetValue(report.Format)!, parsed.GetValue(report.Language)!, report.UsesColour(parsed)); // they have defaults
            foreach (var file in files)
            {
                file.Write();
                output.WriteLine(file.Name);
            }
            return files.Count > 0 ? ExitCode.Ok : ExitCode.ContentErrors;
        });
        return command;
    }
}
