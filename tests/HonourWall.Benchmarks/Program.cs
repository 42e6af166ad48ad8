using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using HonourWall.Benchmarks;

// dotnet run -c Release --project tests/HonourWall.Benchmarks -- --filter '*'
// CONTENT=<folder> takes another content folder than content/, such as one of tests/bench/make_corpus.py.
if (args is ["search", var site, ..]) return SearchMeasure.Run(site, args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 3);

BenchmarkSwitcher.FromAssembly(typeof(StageBenchmarks).Assembly).Run(args, DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .WithOptions(ConfigOptions.DisableLogFile));
return 0;
