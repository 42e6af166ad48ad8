using BenchmarkDotNet.Attributes;
using HonourWall.Generator;
using HonourWall.Generator.Names;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Linking;
using HonourWall.Roll.Reading;

namespace HonourWall.Benchmarks;

/// <summary>Each stage of a build by itself, in one process.</summary>
[MemoryDiagnoser]
public class StageBenchmarks
{
    private readonly RollReadOptions _options = new() { Now = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero) };
    private string _content = "";
    private RollOfHonour _roll = null!; // set up before the first benchmark

    [GlobalSetup]
    public void Read()
    {
        _content = Environment.GetEnvironmentVariable("CONTENT") ?? Path.Combine(Root(), "content");
        _roll = RollLinker.Link(RollReader.Read(_content, _options, new DiagnosticBag()), _options, new DiagnosticBag());
    }

    [Benchmark]
    public RollDraft ReadTheContent() => RollReader.Read(_content, _options, new DiagnosticBag());

    [Benchmark]
    public RollOfHonour ReadAndLink() => RollLinker.Link(RollReader.Read(_content, _options, new DiagnosticBag()), _options, new DiagnosticBag());

    [Benchmark]
    public BuildResult CheckEverything() => new BuildPipeline(new BuildOptions { Source = _content, Now = _options.Now }).Run();

    [Benchmark]
    public NameRanks OrderTheNames() => new(_roll.Honourees.Select(h => h.Name));

    /// <summary>The floor of drawing people: Markdig alone on every text, on one thread.</summary>
    [Benchmark]
    public int TextsToHtml() => _roll.Honourees.Sum(h => Markdig.Markdown.ToHtml(h.Body.Text).Length);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HonourWall.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Run inside the repository.");
    }
}
