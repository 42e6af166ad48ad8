using Xunit;

namespace HonourWall.Search.Tests;

/// <summary>How many people have a name that sounds so: all of them count, however few are shown.</summary>
public class NameCountTests
{
    private readonly Searcher _searcher = new(SampleSite.Reader(SearchCorpus.Index));

    [Theory]
    [InlineData("wang")]
    [InlineData("zhang")]
    [InlineData("li")]
    [InlineData("chen")]
    [InlineData("liu")]
    public void Those_that_are_not_shown_count_too(string letters)
    {
        var (few, many) = (Ask(letters, 10), Ask(letters, 5000));
        Assert.True(many.TotalIsExact);
        Assert.Equal(many.Total, many.Hits.Length);
        Assert.InRange(many.Total, 21, 2000);
        // At most so many: whoever is not read may turn out to be none.
        Assert.InRange(many.Total, 0, few.Total);
        Assert.False(few.TotalIsExact);
        Assert.Equal(Ids(many).Take(10), Ids(few));
        Assert.Equal(Ids(many).Take(45), Ids(Ask(letters, 45)));
    }

    [Fact]
    public void Sorted_by_name_or_year_all_of_them_are_there()
    {
        var byName = Ask("wang", 5000, SearchSort.Name);
        Assert.Equal(Ids(Ask("wang", 5000)).Order(), Ids(byName).Order());
    }

    private SearchResults Ask(string letters, int limit, SearchSort sort = SearchSort.Relevance) => _searcher.Search(new SearchRequest { Text = letters, Limit = limit, Sort = sort });

    private static IEnumerable<string> Ids(SearchResults results) => results.Hits.Select(hit => hit.Document.Id);
}
