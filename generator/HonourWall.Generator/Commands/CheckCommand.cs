using System.CommandLine;

namespace HonourWall.Generator.Commands;

/// <summary><c>honourwall check</c>: the whole build without the write.</summary>
public static class CheckCommand
{
    public static Command Create()
    {
        var flags = new BuildFlags();
        var report = new ReportFlags();
        var command = new Command("check", "检查内容，不写网站 checks the content, writes nothing");
        flags.AddTo(command);
        report.AddTo(command);
        command.SetAction((parsed, cancellation) => new BuildReporter(report, parsed).RunAsync(flags.Read(parsed), cancellation));
        return command;
    }
}
