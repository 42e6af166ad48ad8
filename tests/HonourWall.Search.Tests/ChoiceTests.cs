using System.Collections.Immutable;
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

    [Fact]
    public void Choices_of_a_district_a_year_and_an_award_meet_in_one_honour_in_both_readers()
    {
        var searcher = new Searcher(SampleSite.Reader(SearchCorpus.Index));
        // The first honours of this corpus are of the person's district, the others of none that is known.
        var several = SearchCorpus.Documents.Where(document => document.Honours.Length > 1).Take(30).ToArray();
        Assert.Equal(30, several.Length);
        List<(SearchRequest Request, int Had)> choices = [];
        foreach (var document in several)
        {
            foreach (var honour in document.Honours)
            {
                var district = document.Districts[0].Id;
                var had = SearchCorpus.Documents.Count(other => other.Honours.Any(h => h.Year == honour.Year && h.AwardId == honour.AwardId && h.Districts.Contains(district)));
                choices.Add((new SearchRequest
                {
                    Facets = new Dictionary<string, ImmutableArray<string>>
                    {
                        ["district"] = [district],
                        ["year"] = [$"{honour.Year}"],
                        ["award"] = [honour.AwardId],
                    }.ToImmutableSortedDictionary(StringComparer.Ordinal),
                }, had));
            }
        }
        Assert.Contains(choices, choice => choice.Had == 0);
        using var browser = new BrowserReader();
        var answers = browser.Ask([.. choices.Select(choice => JsonSerializer.Serialize(new { text = "", facets = choice.Request.Facets }))], 10);
        foreach (var ((request, had), answer) in choices.Zip(answers))
        {
            var said = string.Join(' ', request.Facets.Values.SelectMany(values => values));
            Assert.True((had, had) == (searcher.Search(request).Total, answer.Total), $"{said}: {had} had it, {searcher.Search(request).Total} here, {answer.Total} there");
            // What stands beside the district: how many of that year and award have it.
            Assert.Equal(had, searcher.Facets(request)["district"].GetValueOrDefault(request.Facets["district"][0]));
        }
    }

    [Fact]
    public void A_span_of_years_holds_the_honours_of_these_years_and_none_of_the_rest_of_their_decades()
    {
        var searcher = new Searcher(SampleSite.Reader(SearchCorpus.Index));
        var spans = Enumerable.Range(1950, 70).Select(from => (From: from, Until: from + (from % 13))).ToArray();
        using var browser = new BrowserReader();
        var answers = browser.Ask([.. spans.Select(span => JsonSerializer.Serialize(new { text = "", facets = new { year = (string[])[$"{span.From}-{span.Until}"] } }))], 10);
        foreach (var ((from, until), answer) in spans.Zip(answers))
        {
            var had = SearchCorpus.Documents.Count(document => document.Honours.Any(honour => honour.Year >= from && honour.Year <= until));
            var results = searcher.Search(new SearchRequest { Facets = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("year", [$"{from}-{until}"]) });
            Assert.True((had, had) == (results.Total, answer.Total), $"{from}-{until}: {had} had one, {results.Total} here, {answer.Total} there");
        }
    }
}
