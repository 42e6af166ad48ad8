using Xunit;

namespace HonourWall.Search.Tests;

/// <summary>What the words mean: an award in a span of years, 「劳模」 in short, years in which nobody fits the rest.</summary>
public class MeaningTests
{
    private static readonly Searcher Searcher = new(SampleSite.Reader(SearchCorpus.Index));

    [Theory]
    [InlineData("八十年代的全国劳动模范", "全国劳动模范", 1980, 1989)]
    [InlineData("八十年代的全国劳模", "全国劳动模范", 1980, 1989)]
    [InlineData("2010年代 全国五一劳动奖章", "全国五一劳动奖章", 2010, 2019)]
    [InlineData("1995—2004年的北京市先进工作者", "北京市先进工作者", 1995, 2004)]
    public void An_award_in_a_span_of_years_is_one_honour(string question, string award, int from, int until)
    {
        bool Has(SearchDocument document) => document.Honours.Any(h => h.AwardName == award && h.Year >= from && h.Year <= until);
        var results = Searcher.Search(new SearchRequest { Text = question, Limit = SearchCorpus.Documents.Length });
        var expected = SearchCorpus.Documents.Where(Has).Select(d => d.Id).Order(StringComparer.Ordinal);
        Assert.Equal(expected, results.Hits.Select(hit => hit.Document.Id).Order(StringComparer.Ordinal));
        Assert.All(results.Hits, hit => Assert.Equal(SearchMatch.Exact, hit.Match));
        if (results.TotalIsExact) Assert.Equal(expected.Count(), results.Total);
        // Others have the award, and another honour in these years.
        Assert.Contains(SearchCorpus.Documents, d => !Has(d) && d.Honours.Any(h => h.AwardName == award) && d.Honours.Any(h => h.Year >= from && h.Year <= until));
    }

    [Theory]
    [InlineData("全国劳模", "全国劳动模范")]
    [InlineData("北京市有哪些劳模", "北京市劳动模范")]
    [InlineData("北京劳模", "北京市劳动模范")]
    [InlineData("北京的劳模", "北京市劳动模范")]
    [InlineData("谁是全国劳模", "谁是全国劳动模范")]
    [InlineData("全国劳模 1989", "全国劳动模范 1989")]
    [InlineData("1989年全國勞模", "1989年全国劳动模范")]
    public void A_short_name_of_an_award_means_the_award(string question, string meant)
    {
        var results = Searcher.Search(new SearchRequest { Text = question, Limit = 100 });
        var others = results.Hits.SkipWhile(hit => hit.Document.Body.Contains("全国劳模", StringComparison.Ordinal)).Select(hit => hit.Document.Id);
        var first = Searcher.Search(new SearchRequest { Text = meant, Limit = 100 }).Hits.Select(hit => hit.Document.Id);
        Assert.NotEmpty(results.Hits);
        Assert.Equal(first.Take(50), others.Take(50));
    }

    [Theory]
    [InlineData("全国劳模")]
    [InlineData("全国 劳模")]
    public void What_holds_the_short_name_itself_stands_first(string question)
    {
        SearchDocument[] documents =
        [
            new() { Id = "studio", Kind = SearchKind.Studio, Name = "测试工作室", Address = "a/", Body = "全国劳模创新工作室。" },
            .. Enumerable.Range(0, 20).Select(i => new SearchDocument { Id = $"person-{i}", Kind = SearchKind.Person, Name = "测试三", Address = "b/", Honours = [new("model", "全国劳动模范", 1989, "national")] }),
        ];
        var results = new Searcher(SampleSite.Reader(SampleSite.Build(documents).Files)).Search(new SearchRequest { Text = question });
        Assert.Equal("studio", results.Hits[0].Document.Id);
        Assert.Equal(21, results.Total);
    }

    [Fact]
    public void Where_nobody_fits_a_decade_who_fits_the_rest_comes_and_not_who_holds_a_piece_of_the_decade()
    {
        SearchDocument Person(string id, string body, int year) =>
            new() { Id = id, Kind = SearchKind.Person, Name = "测试四", Address = $"{id}/", Body = body, Honours = [new("model", "示例劳动模范", year, "municipal")] };
        var searcher = new Searcher(SampleSite.Reader(SampleSite.Build([Person("weaver", "在纺织厂工作。", 1995), Person("driver", "开车五十年，在那个年代。", 2005), Person("other", "教师。", 1985)]).Files));
        var results = searcher.Search(new SearchRequest { Text = "五六十年代 纺织" });
        Assert.Equal(("weaver", SearchMatch.Partial), (Assert.Single(results.Hits).Document.Id, results.Hits[0].Match));
        Assert.Equal("纺织", results.Text.Trim());
        Assert.Empty(searcher.Search(new SearchRequest { Text = "五六十年代" }).Hits);
    }
}
