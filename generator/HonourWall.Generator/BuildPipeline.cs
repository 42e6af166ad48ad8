using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using HonourWall.Generator.Output;
using HonourWall.Generator.Planning;
using HonourWall.Generator.Privacy;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Linking;
using HonourWall.Roll.Reading;
using HonourWall.Search;

namespace HonourWall.Generator;

/// <summary>The whole build: read, link, plan, render, replace. Any error stops it before the last step; the last good site stays.</summary>
public sealed class BuildPipeline(BuildOptions options)
{
    private readonly DiagnosticBag _diagnostics = new();
    private readonly List<(string Stage, TimeSpan Time)> _times = [];

    /// <param name="progress">Told of each stage and of how many files of how many are drawn.</param>
    public BuildResult Run(Action<string, int, int>? progress = null, CancellationToken cancellation = default)
    {
        var plan = Plan(ReadRoll());
        cancellation.ThrowIfCancellationRequested();

        using var output = options.Destination is { } destination ? OutputFolder.Open(destination, new Precompressor(options.Gzip, options.Brotli)) : null;
        var index = new IndexBuilder();
        Timed("render", () => Render(plan, output, index, progress, cancellation));
        var indexBytes = 0L;
        if (output is not null && !_diagnostics.HasErrors) Timed("index", () => indexBytes = WriteIndex(index.Build(), output, options.Stick));
        var written = false;
        if (output is not null && !_diagnostics.HasErrors)
        {
            Timed("replace", output.Replace);
            plan.Pictures.DeleteUnused();
            written = true;
        }
        return new BuildResult
        {
            Diagnostics = _diagnostics.ToImmutable(),
            Written = written,
            Pages = plan.Files.Count(f => f is PlannedPage),
            Files = plan.Files.Length,
            Pictures = plan.Files.Count(f => f.IsPicture),
            ChangedFiles = output?.Written ?? 0,
            Bytes = output?.Bytes ?? 0,
            IndexBytes = indexBytes,
            Times = [.. _times],
        };
    }

    private RollOfHonour ReadRoll()
    {
        var reading = new RollReadOptions { Drafts = options.Drafts, Future = options.Future, Now = options.Now };
        return Link(Lint(Timed("read", () => RollReader.Read(options.Source, reading, _diagnostics))), reading);
    }

    private RollDraft Lint(RollDraft draft)
    {
        Timed("privacy", () => PrivacyLint.Check(draft, _diagnostics));
        return draft;
    }

    private RollOfHonour Link(RollDraft draft, RollReadOptions reading) => Timed("link", () => RollLinker.Link(draft, reading, _diagnostics));

    private SitePlan Plan(RollOfHonour roll) => Timed("plan", () => SitePlanner.Plan(roll, Assets.Read(), options, _diagnostics));

    /// <summary>Draws every file; once there is an error, only what can report more of them is still drawn.</summary>
    private void Render(SitePlan plan, OutputFolder? output, IndexBuilder index, Action<string, int, int>? progress, CancellationToken cancellation)
    {
        var done = 0;
        var buffers = new ThreadLocal<ArrayBufferWriter<byte>>(() => new ArrayBufferWriter<byte>(64 * 1024));
        try
        {
            Parallel.ForEach(Partitioner(plan.Files), new ParallelOptions { MaxDegreeOfParallelism = options.Jobs, CancellationToken = cancellation }, file =>
            {
                var buffer = buffers.Value!; // made by the factory above
                buffer.ResetWrittenCount();
                if (file.Write(buffer) is { } found && output is not null) index.Add(found);
                output?.Write(file.Path, buffer.WrittenSpan);
                var number = Interlocked.Increment(ref done);
                if (number % 256 == 0) progress?.Invoke("render", number, plan.Files.Length);
            });
        }
        catch (AggregateException several)
        {
            // A full disk fails on every thread; one of them says it all.
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }
    }

    private static long WriteIndex(SearchIndex index, OutputFolder output, bool stick)
    {
        if (stick) IndexWriter.Write(index, (path, bytes) => output.Write($"search/index/{path}.js", PartScript.Of(path, bytes.Span)));
        else IndexWriter.Write(index, (path, bytes) => output.Write("search/index/" + path, bytes.Span));
        return index.Bytes;
    }

    private static System.Collections.Concurrent.OrderablePartitioner<PlannedFile> Partitioner(ImmutableArray<PlannedFile> files) =>
        System.Collections.Concurrent.Partitioner.Create(files, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering);

    private T Timed<T>(string stage, Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = work();
        _times.Add((stage, Stopwatch.GetElapsedTime(start)));
        return result;
    }

    private void Timed(string stage, Action work) => Timed(stage, () =>
    {
        work();
        return true;
    });
}
