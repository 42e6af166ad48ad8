using System.Globalization;
using HonourWall.Search;
using HonourWall.Search.Format;
using HonourWall.Search.Searching;
using HonourWall.Search.Text;

namespace HonourWall.Benchmarks;

/// <summary>
/// What a cold query loads of the index until its first ten results can be shown, by kind of question, without script and HTTP headers.
/// The questions are cut from the documents at random, always the same ones.
/// </summary>
internal sealed class SearchTraffic(IReadOnlyList<SearchDocument> documents, Func<string, ReadOnlyMemory<byte>?> read)
{
    private const int Each = 60;
    private readonly Random _random = new(20261120);

    public void Print()
    {
        var all = new List<(int Bytes, int Files, int Unbounded)>();
        foreach (var (kind, question) in Kinds())
        {
            var loads = Enumerable.Range(0, Each).Select(_ => Load(question(documents[_random.Next(documents.Count)]))).ToArray();
            all.AddRange(loads);
            Line(kind, loads);
        }
        Line("all", all);
    }

    private static void Line(string kind, IReadOnlyCollection<(int Bytes, int Files, int Unbounded)> loads)
    {
        var bytes = loads.Select(load => load.Bytes).Order().ToArray();
        var files = loads.Select(load => load.Files).Order().ToArray();
        var unbounded = loads.Select(load => load.Unbounded).Order().ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {kind,-22} median {bytes[bytes.Length / 2] / 1000.0,6:F1} kB, p95 {bytes[bytes.Length * 95 / 100] / 1000.0,6:F1} kB, files median {files[files.Length / 2]}, p95 {files[files.Length * 95 / 100]}; unbounded lists {unbounded[unbounded.Length / 2] / 1000.0,6:F1} kB, p95 {unbounded[unbounded.Length * 95 / 100] / 1000.0,6:F1} kB"));
    }

    private IEnumerable<(string Kind, Func<SearchDocument, string> Question)> Kinds()
    {
        yield return ("name", d => d.Name);
        yield return ("1 character", d => Run(d, 1));
        yield return ("4 characters", d => Run(d, 4));
        yield return ("2 characters", d => Run(d, 2));
        yield return ("8 characters", d => Run(d, 8));
        yield return ("two words", d => Run(d, 2) + " " + Run(d, 2));
        yield return ("words, no spaces", d => Run(d, 2) + Run(d, 2));
        yield return ("district and job", d => (d.Districts.FirstOrDefault()?.Name ?? "") + "的" + d.Occupation);
        yield return ("honour", d => d.Honours.FirstOrDefault() is { } h ? $"{h.Year}年{h.AwardName}" : d.Name);
        yield return ("pinyin", d => string.Concat(NameReading.Of(d.Name).Syllables));
    }

    /// <summary>A run of Han characters of the text.</summary>
    private string Run(SearchDocument document, int length)
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            if (document.Body.Length <= length) break;
            var run = document.Body.Substring(_random.Next(document.Body.Length - length), length);
            if (run.EnumerateRunes().All(rune => Script.IsHan(rune.Value))) return run;
        }
        return document.Name;
    }

    private (int Bytes, int Files, int Unbounded) Load(string question)
    {
        var loaded = new Dictionary<string, int>(StringComparer.Ordinal);
        var reader = new IndexReader(path =>
        {
            var bytes = read(path);
            lock (loaded) loaded[path] = bytes?.Length ?? 0;
            return bytes;
        });
        new Searcher(reader).Search(new SearchRequest { Text = question }, count: false);
        var (bytes, files) = (loaded.Values.Sum(), loaded.Count);
        return (bytes, files, bytes + Query.Parse(question).Terms.Sum(term => Rest(reader, term.Key)));
    }

    /// <summary>By calculation: the bytes that stand in the long part of a term and would stand with it if lists were not cut.</summary>
    private static int Rest(IndexReader reader, ulong key)
    {
        var postings = reader.Find(key);
        if (postings.IsComplete) return 0;
        var bits = PostingList.Parameter(reader.Head.Slots, postings.Total) + 1.5;
        return (int)((postings.Total - postings.Known) * bits / 8);
    }
}
