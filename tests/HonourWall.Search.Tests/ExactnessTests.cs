using HonourWall.Search.Text;
using Xunit;

namespace HonourWall.Search.Tests;

/// <summary>Any run of characters is found, wherever a segmenter would cut, and what holds it stands before what does not.</summary>
public class ExactnessTests
{
    private const int Runs = 400;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_document_that_holds_a_run_of_characters_is_found_before_those_that_do_not(int seed)
    {
        var searcher = new Searcher(SampleSite.Reader(SearchCorpus.Index));
        foreach (var query in SearchCorpus.RandomRuns(Runs, seed))
        {
            var results = searcher.Search(new SearchRequest { Text = query, Limit = SearchCorpus.Documents.Length });
            var found = results.Hits.Select(hit => hit.Document.Id).ToArray();
            AssertExact(query, found, results.Total, results.TotalIsExact);
            Assert.Equal(found.Take(10), searcher.Search(new SearchRequest { Text = query }).Hits.Select(hit => hit.Document.Id));
        }
    }

    [Fact]
    public void In_the_browser_too_whatever_was_searched_before()
    {
        using var browser = new BrowserReader();
        var queries = SearchCorpus.RandomRuns(200, 5);
        foreach (var (query, answer) in queries.Zip(browser.Ask(queries, SearchCorpus.Documents.Length))) AssertExact(query, answer.Hits, answer.Total, answer.Exact);
    }

    private static void AssertExact(string query, string[] found, int total, bool exact)
    {
        var folded = Folded(query);
        var holders = Texts.Value.Where(t => t.Text.Contains(folded, StringComparison.Ordinal)).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(holders);
        Assert.True(holders.SetEquals(found.Take(holders.Count)), $"{query}: {holders.Count} hold it, {holders.Except(found.Take(holders.Count)).Count()} of them are not first");
        Assert.Equal(found.Length, found.Distinct(StringComparer.Ordinal).Count());
        if (exact) Assert.Equal(holders.Count, total);
        else Assert.True(total >= holders.Count);
    }

    private static readonly Lazy<(string Id, string Text)[]> Texts = new(() => [.. SearchCorpus.Documents.Select(d => (d.Id, Folded(d)))]);

    /// <summary>What a document holds, folded by the tables alone and without any white space or dot, as independent of the normaliser as can be.</summary>
    private static string Folded(SearchDocument d) => string.Join('|',
        new[] { d.Name, d.Employer, d.Occupation, d.Body }.Concat(d.Districts.Select(t => t.Name)).Concat(d.Honours.Select(h => $"{h.Year}年{h.AwardName}")).Select(Folded));

    private static string Folded(string text) =>
        string.Concat(Folding.Shipped.Fold(text).Where(c => !char.IsWhiteSpace(c) && c != '·'));

    [Fact]
    public void What_holds_a_part_of_the_words_is_counted_to_the_end()
    {
        var searcher = new Searcher(SampleSite.Reader(SearchCorpus.Index));
        var request = new SearchRequest { Text = "北京劳模工作" };
        var results = searcher.Search(request);
        Assert.Equal(SearchMatch.Partial, results.Hits[0].Match);
        Assert.InRange(results.Total, 1_500, SearchCorpus.Documents.Length);
        Assert.Equal(results.Total, searcher.Facets(request)["kind"].Values.Sum());
    }
}
