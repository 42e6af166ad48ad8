using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using HonourWall.Search;
using HonourWall.Search.Searching;

namespace HonourWall.Benchmarks;

/// <summary>
/// The search index by itself: takes the documents of a built site and makes their index again.
/// <c>dotnet run -c Release --project tests/HonourWall.Benchmarks -- search SITE [runs] [times]</c>: with times = 4 there are four
/// times as many documents, each of half the text of one and half of another.
/// </summary>
internal static class SearchMeasure
{
    public static int Run(string site, int runs, int times)
    {
        var documents = Multiplied(Documents(Path.Combine(site, "search", "index")), times);
        Console.WriteLine($"{documents.Length} documents, {documents.Sum(d => (long)d.Body.Length)} characters of text");
        var (files, memo) = Measure(documents);
        for (var run = 1; run < runs; run++) (files, memo) = Measure(documents);
        Update(documents, files, memo, runs);
        return 0;
    }

    private static SearchDocument[] Documents(string folder)
    {
        var reader = IndexReader.Open(folder);
        return [.. FacetFilter.Everyone(reader).Select(slot => reader.Document(slot).Document)];
    }

    private static SearchDocument[] Multiplied(SearchDocument[] documents, int times)
    {
        var random = new Random(7);
        string Half(string text, bool second) => second ? text[(text.Length / 2)..] : text[..(text.Length / 2)];
        return [.. documents, .. Enumerable.Range(1, times - 1).SelectMany(time => documents.Select(d => d with
        {
            Id = FormattableString.Invariant($"{d.Id}-{time}"),
            Name = documents[random.Next(documents.Length)].Name,
            Body = Half(d.Body, false) + Half(documents[random.Next(documents.Length)].Body, true),
        }))];
    }

    private static (ConcurrentDictionary<string, ReadOnlyMemory<byte>> Files, ReadOnlyMemory<byte> Memo) Measure(SearchDocument[] documents)
    {
        GC.Collect();
        var before = Spent();
        var allocated = GC.GetTotalAllocatedBytes();
        var builder = new IndexBuilder();
        Parallel.ForEach(documents, new ParallelOptions { MaxDegreeOfParallelism = 2 }, builder.Add);
        var added = Spent();
        var written = new ConcurrentDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var index = builder.Build((path, bytes) => written[path] = bytes);
        var built = Spent();
        var files = written.GroupBy(part => part.Key.Split('/')[0], StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key} {g.Count()}/{g.Sum(part => (long)part.Value.Length) / 1000} kB");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"add {(added - before).TotalSeconds:F2} build {(built - added).TotalSeconds:F2} CPU s, {(GC.GetTotalAllocatedBytes() - allocated) / 1_000_000} MB allocated, {Environment.WorkingSet / 1_000_000} MB resident; {string.Join(", ", files)}"));
        return (written, index.Memo);
    }

    /// <summary>One person changed, added or removed in a warm process; what the update reads comes from memory.</summary>
    private static void Update(SearchDocument[] documents, ConcurrentDictionary<string, ReadOnlyMemory<byte>> files, ReadOnlyMemory<byte> memo, int runs)
    {
        var random = new Random(4);
        var kinds = new (string Name, Func<SearchDocument, SearchDocument, (SearchDocument[] Changed, (SearchKind, string)[] Removed)> Of)[]
        {
            ("a sentence added", (d, _) => ([d with { Body = d.Body + "他又讲了一句话。" }], [])),
            ("another text", (d, other) => ([d with { Body = other.Body }], [])),
            ("one added", (d, _) => ([d with { Id = d.Id + "-new" }], [])),
            ("one removed", (d, _) => ([], [(d.Kind, d.Id)])),
        };
        foreach (var (name, of) in kinds)
        {
            var (wall, cpu, written) = (new List<double>(), new List<double>(), new List<int>());
            for (var run = 0; run < Math.Max(9, runs); run++)
            {
                var (changed, removed) = of(documents[random.Next(documents.Length)], documents[random.Next(documents.Length)]);
                var (before, start) = (Spent(), Stopwatch.GetTimestamp());
                var update = IndexUpdater.Update(path => files.TryGetValue(path, out var bytes) ? bytes : default(ReadOnlyMemory<byte>?), memo, removed, changed);
                wall.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                cpu.Add((Spent() - before).TotalMilliseconds);
                written.Add(update?.Parts.Length ?? -1);
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  update, {name,-18} median {Median(wall):F0} ms, {Median(cpu):F0} CPU ms, {written.Order().ElementAt(written.Count / 2)} parts (memo {memo.Length / 1000} kB)"));
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    private static TimeSpan Spent() => Process.GetCurrentProcess().TotalProcessorTime;
}
