using System.Diagnostics;
using System.Text.Json;
using HonourWall.Generator.Planning;
using HonourWall.Search.Text;
using Xunit;

namespace HonourWall.Search.Tests;

/// <summary>The reader here and the one in the browser give the same results in the same order. Needs <c>node</c>.</summary>
public sealed class TwoReadersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("honourwall-index-").FullName;

    public TwoReadersTests()
    {
        foreach (var (path, bytes) in SearchCorpus.Index)
        {
            var file = Path.Combine(_folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file) ?? _folder);
            File.WriteAllBytes(file, bytes.ToArray());
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Both_give_the_same_results_for_every_question_of_the_development_set() => AssertSame([.. SearchCorpus.Queries.Select(q => q.Text)], 10);

    [Fact]
    public void Both_give_the_same_results_for_random_runs_of_characters() => AssertSame(RandomRuns(150), 60);

    /// <summary>A tool that makes scripts small may take two sums for the same that are not.</summary>
    [Fact]
    public void The_published_script_gives_the_same_results_as_the_modules_it_is_made_of()
    {
        var modules = Directory.GetFiles(Repository.PathOf("search/client"), "*.js").ToDictionary(f => $"search/{Path.GetFileName(f)}", File.ReadAllText, StringComparer.Ordinal);
        modules["run.js"] = """
            import { IndexReader } from './search/index-reader.js';
            import { search } from './search/searcher.js';
            globalThis.published = { IndexReader, search };
            """;
        var bundle = Path.Combine(_folder, "published.js");
        File.WriteAllBytes(bundle, ScriptBundle.Of("run.js", modules));
        AssertSame([.. SearchCorpus.Queries.Select(q => q.Text)], 10, bundle);
    }

    private void AssertSame(string[] questions, int limit, string? bundle = null)
    {
        var searcher = new Searcher(SampleSite.Reader(SearchCorpus.Index));
        var answers = Ask(questions, limit, bundle);
        Assert.Equal(questions.Length, answers.Length);
        for (var i = 0; i < questions.Length; i++)
        {
            var results = searcher.Search(new SearchRequest { Text = questions[i], Limit = limit });
            var answer = JsonDocument.Parse(answers[i]).RootElement;
            var hits = answer.GetProperty("hits").EnumerateArray().Select(id => id.GetString() ?? "");
            Assert.True(results.Hits.Select(hit => hit.Document.Id).SequenceEqual(hits), questions[i]);
            Assert.Equal((results.Total, results.TotalIsExact), (answer.GetProperty("total").GetInt32(), answer.GetProperty("exact").GetBoolean()));
        }
    }

    private string[] Ask(string[] questions, int limit, string? bundle)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new System.Text.UTF8Encoding(false) };
        start.ArgumentList.Add(Repository.PathOf("tests/client/run-queries.mjs"));
        start.ArgumentList.Add(_folder);
        start.ArgumentList.Add(limit.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (bundle is not null) start.ArgumentList.Add(bundle);
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        var writing = Task.Run(() =>
        {
            foreach (var question in questions) node.StandardInput.WriteLine(question);
            node.StandardInput.Close();
        });
        var output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        writing.Wait();
        Assert.Equal(0, node.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[] RandomRuns(int count)
    {
        var random = new Random(3);
        var runs = new List<string>();
        while (runs.Count < count)
        {
            var body = SearchCorpus.Documents[random.Next(SearchCorpus.Documents.Length)].Body;
            var length = random.Next(2, 7);
            var run = body.Substring(random.Next(body.Length - length), length);
            if (run.EnumerateRunes().All(rune => Script.IsHan(rune.Value))) runs.Add(run);
        }
        return [.. runs];
    }
}
