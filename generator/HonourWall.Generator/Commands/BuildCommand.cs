using System.CommandLine;

namespace HonourWall.Generator.Commands;

/// <summary><c>honourwall build</c>: content folder → site.</summary>
public static class BuildCommand
{
    public static Option<string> Destination { get; } = new("--destination", "-d") { Description = "网站写到这里 where the site goes", DefaultValueFactory = _ => "public", HelpName = "folder" };

    private static readonly Option<string> Compress = new("--compress") { Description = "预压缩：gz,br 或 none precompress", DefaultValueFactory = _ => "gz,br", HelpName = "gz,br|none" };

    public static Command Create()
    {
        var flags = new BuildFlags();
        var report = new ReportFlags();
        var command = new Command("build", "生成网站；有错误时什么也不写 builds the site; writes nothing when there is an error");
        flags.AddTo(command);
        command.Options.Add(Destination);
        command.Options.Add(Compress);
        report.AddTo(command);
        Compress.Validators.Clear();
        Compress.Validators.Add(result =>
        {
            var value = result.GetValueOrDefault<string>();
            if (value != "none" && value.Split(',').Any(v => v is not ("gz" or "br"))) result.AddError($"--compress: \"{value}\" — gz,br | gz | br | none");
        });
        command.SetAction((parsed, cancellation) =>
        {
            var compress = parsed.GetValue(Compress)!.Split(','); // it has a default
            if (IsWithin(parsed.GetValue(Destination)!, parsed.GetValue(flags.Source)!)) // they have defaults
            {
                parsed.InvocationConfiguration.Error.WriteLine("--destination: 网站不能写进内容文件夹，否则下一次会把它当作内容。 The site must not stand within the content folder: the next build would read it.");
                return Task.FromResult(ExitCode.Usage);
            }
            var options = flags.Read(parsed) with { Destination = parsed.GetValue(Destination), Gzip = compress.Contains("gz"), Brotli = compress.Contains("br") };
            return new BuildReporter(report, parsed).RunAsync(options, cancellation);
        });
        return command;
    }

    /// <summary>Whether a folder stands below another.</summary>
    public static bool IsWithin(string folder, string other)
    {
        var relative = Path.GetRelativePath(Path.GetFullPath(other), Path.GetFullPath(folder));
        return !Path.IsPathRooted(relative) && relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && relative != ".";
    }
}
