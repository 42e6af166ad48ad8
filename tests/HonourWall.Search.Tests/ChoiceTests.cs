using System.Text.Json;
using Xunit;

namespace HonourWall.Search.Tests;

/// <summary>A choice leaves of the results those that fit it, also where nobody holds all the words: it gives what was counted beside it.</summary>
public class ChoiceTests
{
    [Fact]
    public void Each_choice_gives_as_many_results_as_were_counted_beside_it_in_both_readers()
    {
        var searcher = new Searcher(SampleSite.Reader(SearchCorpus.Index));
        List<(SearchRequest Request, int Counted)> choices = [];
        foreach (var pieces in SearchCorpus.RandomRuns(60, 11).Chunk(2))
        {
            var request = new SearchRequest { Text = string.Concat(pieces) };
            foreach (var facet in (string[])["district", "award"])
                choices.AddRange(searcher.Facets(request)[facet].Select(value => (request with { Facets = request.Facets.Add(facet, [value.Key]) }, value.Value)));
        }
        using var browser = new BrowserReader();
        var answers = browser.Ask([.. choices.Select(choice => JsonSerializer.Serialize(new { text = choice.Request.Text, facets = choice.Request.Facets }))], 10);
        foreach (var ((request, counted), answer) in choices.Zip(answers))
        {
            var results = searcher.Search(request);
            var said = $"{request.Text} {string.Join(' ', request.Facets.Values.SelectMany(values => values))}";
            Assert.True((counted, counted) == (results.Total, answer.Total), $"{said}: {counted} counted, {results.Total} here, {answer.Total} there");
            Assert.True(results.Hits.Select(hit => hit.Document.Id).SequenceEqual(answer.Hits), said);
        }
    }
}
