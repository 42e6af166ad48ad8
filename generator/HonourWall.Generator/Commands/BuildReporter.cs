using System.CommandLine;
using System.Diagnostics;
using HonourWall.Generator.Reporting;
using Spectre.Console;

namespace HonourWall.Generator.Commands;

/// <summary>Runs a build and tells about it: progress on a terminal, then the diagnostics, then one table.</summary>
public sealed class BuildReporter(ReportFlags flags, ParseResult parsed)
{
    /// <summary>Beside whoever calls: only then does an interruption reach it through <paramref name="cancellation"/> instead of ending the process where it stands.</summary>
    public Task<int> RunAsync(BuildOptions options, CancellationToken cancellation) => Task.Run(() => Run(options, cancellation), CancellationToken.None);

    private int Run(BuildOptions options, CancellationToken cancellation)
    {
        var format = parsed.GetValue(flags.Format)!; // it has a default
        var chinese = parsed.GetValue(flags.Language) == "zh";
        var isQuiet = parsed.GetValue(flags.Quiet) || format != "text";
        options = options with { FailOnWarning = parsed.GetValue(flags.FailOn) == "warning" };
        var start = Stopwatch.GetTimestamp();
        var result = !isQuiet && !Console.IsErrorRedirected && AnsiConsole.Profile.Capabilities.Interactive
            ? WithProgress(options, chinese, cancellation)
            : new BuildPipeline(options).Run(null, cancellation);
        DiagnosticPrinter.Print(parsed.InvocationConfiguration.Output, result.Diagnostics, format, chinese ? "zh" : "en", flags.UsesColour(parsed), options.Source);
        if (!isQuiet) Summary(parsed.InvocationConfiguration.Output, result, Stopwatch.GetElapsedTime(start), options.FailOnWarning, chinese);
        return ExitCodeOf(result, options.FailOnWarning);
    }

    private static int ExitCodeOf(BuildResult result, bool failsOnWarning) =>
        result.IsPrivacyBlocked ? ExitCode.PrivacyBlocked
        : result.Errors > 0 || (failsOnWarning && result.Warnings > 0) ? ExitCode.ContentErrors
        : ExitCode.Ok;

    private static BuildResult WithProgress(BuildOptions options, bool chinese, CancellationToken cancellation)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).HideCompleted(true).Start(context =>
        {
            var task = context.AddTask(chinese ? "生成" : "building");
            return new BuildPipeline(options).Run((_, done, all) => (task.Value, task.MaxValue) = (done, all), cancellation);
        });
    }

    private void Summary(TextWriter output, BuildResult result, TimeSpan time, bool failsOnWarning, bool chinese)
    {
        BuildSummary.Write(output, result, time, chinese);
        if (parsed.GetValue(flags.Verbose)) BuildSummary.WriteTimes(output, result);
        if (ExitCodeOf(result, failsOnWarning) != ExitCode.Ok)
            output.WriteLine(chinese ? $"有{(result.Errors > 0 ? "错误" : "警告")}，没有写入；上一次的网站没有动。" : "Nothing was written; the last site was left as it was.");
    }
}
