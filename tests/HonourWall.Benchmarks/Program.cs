using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using HonourWall.Benchmarks;

// dotnet run -c Release --project tests/HonourWall.Benchmarks -- --filter '*'
// CONTENT=<folder> takes another content folder than content/, such as one of tests/bench/make_corpus.py.
if (args is ["search", var site, .. var numbers]) return SearchMeasure.Run(site, Number(numbers, 0, 3), Number(numbers, 1, 1));

BenchmarkSwitcher.FromAssembly(typeof(StageBenchmarks).Assembly).Run(args, DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .WithOptions(ConfigOptions.DisableLogFile));
return 0;

static int Number(string[] numbers, int index, int usual) => index < numbers.Length ? int.Parse(numbers[index], System.Globalization.CultureInfo.InvariantCulture) : usual;
