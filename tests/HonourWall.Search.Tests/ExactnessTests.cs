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
        var documents = SearchCorpus.Documents;
        var texts = documents.Select(Folded).ToArray();
        var searcher = new Searcher(SampleSite.Reader(SearchCorpus.Index));
        var random = new Random(seed);
        for (var n = 0; n < Runs; n++)
        {
            var query = RandomRun(documents[random.Next(documents.Length)].Body, random);
            if (query is null) continue;
            var folded = Folded(query);
            var holders = documents.Where((_, i) => texts[i].Contains(folded, StringComparison.Ordinal)).Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
            var results = searcher.Search(new SearchRequest { Text = query, Limit = documents.Length });
            var found = results.Hits.Select(hit => hit.Document.Id).ToArray();
            Assert.True(holders.SetEquals(found.Take(holders.Count)), $"{query}: {holders.Count} hold it, {holders.Except(found.Take(holders.Count)).Count()} of them are not first");
            Assert.Equal(found.Length, found.Distinct(StringComparer.Ordinal).Count());
            if (results.TotalIsExact) Assert.Equal(holders.Count, results.Total);
            else Assert.True(results.Total >= holders.Count);
            Assert.Equal(found.Take(10), searcher.Search(new SearchRequest { Text = query }).Hits.Select(hit => hit.Document.Id));
        }
    }

    /// <summary>Two to eight Han characters in a row, or null where the text has none there.</summary>
    private static string? RandomRun(string text, Random random)
    {
        var length = random.Next(2, 9);
        if (text.Length < length) return null;
        var start = random.Next(text.Length - length + 1);
        var run = text.Substring(start, length);
        return run.EnumerateRunes().All(rune => Script.IsHan(rune.Value)) ? run : null;
    }

    /// <summary>What a document holds, folded by the tables alone and without any white space or dot, as independent of the normaliser as can be.</summary>
    private static string Folded(SearchDocument d) => string.Join('|',
        new[] { d.Name, d.Employer, d.Occupation, d.Body }.Concat(d.Districts.Select(t => t.Name)).Concat(d.Honours.Select(h => $"{h.Year}年{h.AwardName}")).Select(Folded));

    private static string Folded(string text) =>
        string.Concat(Folding.Shipped.Fold(text).Where(c => !char.IsWhiteSpace(c) && c != '·'));
}
