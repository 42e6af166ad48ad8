using HonourWall.Generator.Planning;
using Xunit;

namespace HonourWall.Search.Tests;

/// <summary>The reader here and the one in the browser give the same results in the same order. Needs <c>node</c>.</summary>
public sealed class TwoReadersTests : IDisposable
{
    private readonly BrowserReader _browser = new();

    public void Dispose() => _browser.Dispose();

    [Fact]
    public void Both_give_the_same_results_for_every_question_of_the_development_set() => AssertSame([.. SearchCorpus.Queries.Select(q => q.Text)], 10);

    [Fact]
    public void Both_give_the_same_results_for_random_runs_of_characters() => AssertSame(SearchCorpus.RandomRuns(150, 3), 60);

    [Fact]
    public void Both_give_the_same_results_for_whatever_is_typed_and_pasted() => AssertSame([.. new TypedQuestions(7).Take(400), new('王', 10_000), "", " \t", "\ufeff", "！"], 10);

    /// <summary>How much of a question somebody has stands in 32 bits, of which a browser takes the last for a sign.</summary>
    [Fact]
    public void Both_give_the_same_results_for_long_questions_of_which_everybody_has_a_part() =>
        AssertSame([.. SearchCorpus.RandomRuns(720, 5).Chunk(12).Select(pieces => string.Concat(pieces))], 60);

    /// <summary>Of a long question the first terms count, and the year behind them stands among none of them.</summary>
    [Fact]
    public void Both_give_the_same_results_for_an_honour_behind_a_long_text() =>
        AssertSame([.. SearchCorpus.RandomRuns(60, 9).Chunk(6).Zip(SearchCorpus.Documents, (pieces, d) => $"{string.Concat(pieces)} {d.Honours[0].Year}年{d.Honours[0].AwardName}")], 60);

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
        var bundle = Path.Combine(_browser.Folder, "published.js");
        File.WriteAllBytes(bundle, ScriptBundle.Of("run.js", modules));
        AssertSame([.. SearchCorpus.Queries.Select(q => q.Text)], 10, bundle);
    }

    private void AssertSame(string[] questions, int limit, string? bundle = null)
    {
        var searcher = new Searcher(SampleSite.Reader(SearchCorpus.Index));
        var answers = _browser.Ask(questions, limit, bundle);
        for (var i = 0; i < questions.Length; i++)
        {
            var results = searcher.Search(new SearchRequest { Text = questions[i], Limit = limit });
            Assert.True(results.Hits.Select(hit => hit.Document.Id).SequenceEqual(answers[i].Hits), questions[i]);
            Assert.True((results.Total, results.TotalIsExact) == (answers[i].Total, answers[i].Exact), $"{questions[i]}: {results.Total} here, {answers[i].Total} there");
        }
    }
}
