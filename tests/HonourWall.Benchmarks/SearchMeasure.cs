using System.Diagnostics;
using System.Globalization;
using HonourWall.Search;
using HonourWall.Search.Searching;

namespace HonourWall.Benchmarks;

/// <summary>
/// The search index by itself: takes the documents of a built site and makes their index again.
/// <c>dotnet run -c Release --project tests/HonourWall.Benchmarks -- search SITE [runs]</c>
/// </summary>
internal static class SearchMeasure
{
    public static int Run(string site, int runs)
    {
        var documents = Documents(Path.Combine(site, "search", "index"));
        Console.WriteLine($"{documents.Length} documents, {documents.Sum(d => (long)d.Body.Length)} characters of text");
        for (var run = 0; run < runs; run++) Measure(documents);
        var builder = new IndexBuilder();
        Parallel.ForEach(documents, builder.Add);
        var files = new System.Collections.Concurrent.ConcurrentDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        IndexWriter.Write(builder.Build(), (path, bytes) => files[path] = bytes);
        new SearchTraffic(documents, path => files.TryGetValue(path, out var bytes) ? bytes : null).Print();
        return 0;
    }

    private static SearchDocument[] Documents(string folder)
    {
        var reader = IndexReader.Open(folder);
        return [.. FacetFilter.Everyone(reader).Select(slot => reader.Document(slot).Document)];
    }

    private static void Measure(SearchDocument[] documents)
    {
        GC.Collect();
        var before = Spent();
        var allocated = GC.GetTotalAllocatedBytes();
        var builder = new IndexBuilder();
        Parallel.ForEach(documents, new ParallelOptions { MaxDegreeOfParallelism = 2 }, builder.Add);
        var added = Spent();
        var index = builder.Build();
        var built = Spent();
        var files = index.Parts.GroupBy(part => part.Path.Split('/')[0], StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key} {g.Count()}/{g.Sum(part => (long)part.Bytes.Length) / 1000} kB");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"add {(added - before).TotalSeconds:F2} build {(built - added).TotalSeconds:F2} CPU s, {(GC.GetTotalAllocatedBytes() - allocated) / 1_000_000} MB allocated, {Environment.WorkingSet / 1_000_000} MB resident; {string.Join(", ", files)}"));
    }

    private static TimeSpan Spent() => Process.GetCurrentProcess().TotalProcessorTime;
}
