using System.CommandLine;
using HonourWall.Generator.Publishing;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Linking;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Commands;

/// <summary><c>honourwall publish</c>: builds, then puts the site where readers get it.</summary>
public static class PublishCommand
{
    private const int KeptByDefault = 5;
    private const int SentAtATime = 8;

    public static Command Create()
    {
        var flags = new BuildFlags();
        var report = new ReportFlags();
        var to = new Option<string>("--to") { Description = "发布到文件夹或 s3://存储桶/前缀 a folder of releases, or s3://bucket/prefix", HelpName = "folder|s3://", Required = true };
        var rollback = new Option<bool>("--rollback") { Description = "退回上一个版本（文件夹） serve the release before (folders)" };
        var keep = NumberOption.Create("--keep", [], KeptByDefault, 0, 1000);
        keep.Description = "另外保留几个旧版本 earlier releases kept";
        var endpoint = new Option<string>("--endpoint") { Description = "S3 兼容存储的地址 address of S3-compatible storage", HelpName = "url" };
        var command = new Command("publish", "生成并发布：整站切换，可以退回 builds and publishes: switched as a whole, can be rolled back");
        flags.AddTo(command);
        report.AddTo(command);
        foreach (var option in (Option[])[to, rollback, keep, endpoint, BuildCommand.Destination]) command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var target = parsed.GetValue(to)!; // it is required
            var output = parsed.InvocationConfiguration.Output;
            var chinese = parsed.GetValue(report.Language) == "zh";
            var bucket = BucketAddress.TryParse(target);
            if (bucket is null && target.Contains("://", StringComparison.Ordinal)) return Usage(parsed, $"--to: \"{target}\" — s3://bucket/prefix");
            if (parsed.GetValue(endpoint) is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var known) && known.Scheme is "http" or "https")) return Usage(parsed, $"--endpoint: \"{url}\" 不是网址 is not an http address");
            if (parsed.GetValue(rollback) && bucket is not null) return Usage(parsed, "--rollback: 存储桶没有旧版本；用 git revert 撤回那次改动，再发布。 A bucket keeps no releases: git revert the change and publish again (docs/deploy.md).");

            string[] written = bucket is null ? [target, parsed.GetValue(BuildCommand.Destination)!] : [parsed.GetValue(BuildCommand.Destination)!]; // it has a default
            if (target.Length == 0) return Usage(parsed, "--to: 没有写发布到哪里 says no place");
            if (written.Any(folder => BuildCommand.IsWithin(folder, parsed.GetValue(flags.Source)!))) return Usage(parsed, "--to, --destination: 网站不能写进内容文件夹，否则下一次会把它当作内容。 The site must not stand within the content folder: the next build would read it.");

            var options = flags.Read(parsed) with { Destination = parsed.GetValue(BuildCommand.Destination), Cards = parsed.GetValue(flags.Cards) != "none", Gzip = bucket is null, Brotli = bucket is null };
            if (parsed.GetValue(rollback))
            {
                using var releases = ReleaseFolder.Open(target);
                var number = releases.Rollback(Directory.Exists(options.Source) ? RecordOf(options) : null, options.Now);
                output.WriteLine(chinese ? $"已退回版本 {number:0000}。" : $"Release {number:0000} is served again.");
                return ExitCode.Ok;
            }
            var exit = await new BuildReporter(report, parsed).RunAsync(options, cancellation);
            if (exit != ExitCode.Ok) return exit;
            var result = bucket is null ? ToFolder(target, options, parsed.GetValue(keep), cancellation) : await ToBucketAsync(bucket, parsed.GetValue(endpoint) is { } storage ? new Uri(storage) : null, options, cancellation);
            output.WriteLine(chinese
                ? $"已发布 {result.Name}：改动 {result.Changed}，未变 {result.Kept}，删除 {result.Deleted}"
                : $"published {result.Name}: {result.Changed} changed, {result.Kept} kept, {result.Deleted} deleted");
            return ExitCode.Ok;
        });
        return command;
    }

    private static PublishResult ToFolder(string folder, BuildOptions options, int keep, CancellationToken cancellation)
    {
        using var releases = ReleaseFolder.Open(folder);
        return releases.Publish(options.Destination!, RecordOf(options), keep, cancellation); // publish has a destination by default
    }

    private static async Task<PublishResult> ToBucketAsync(BucketAddress bucket, Uri? endpoint, BuildOptions options, CancellationToken cancellation)
    {
        using var publisher = BucketPublisher.Open(bucket, endpoint, SentAtATime);
        return await publisher.PublishAsync(options.Destination!, cancellation); // as above
    }

    /// <summary>Mistakes in the content were reported by the build; a rollback goes by what can be read.</summary>
    private static PublicationRecord RecordOf(BuildOptions options)
    {
        var reading = new RollReadOptions { Drafts = options.Drafts, Future = options.Future, Now = options.Now };
        return PublicationRecord.Of(RollReader.Read(options.Source, reading, new DiagnosticBag()), reading);
    }

    private static int Usage(ParseResult parsed, string message)
    {
        parsed.InvocationConfiguration.Error.WriteLine(message);
        return ExitCode.Usage;
    }
}
