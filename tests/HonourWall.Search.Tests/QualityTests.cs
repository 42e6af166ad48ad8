using Xunit;

namespace HonourWall.Search.Tests;

/// <summary>How good the first ten results are, against graded judgments: nDCG@10 by type of question, and its mean over the types.</summary>
public class QualityTests(ITestOutputHelper output)
{
    private const double LeastMean = 0.985;
    private const double Least = 0.95;

    /// <summary>A wrong character of another sound can stand for many names.</summary>
    private const double LeastOfOtherTypos = 0.85;

    [Fact]
    public void The_first_ten_results_are_the_relevant_ones()
    {
        var searcher = new Searcher(SampleSite.Reader(SearchCorpus.Index));
        var scores = SearchCorpus.Queries
            .Select(query => (query.Type, Score: Gain(searcher.Search(new SearchRequest { Text = query.Text }).Hits.Select(hit => hit.Document.Id), query.Relevant)))
            .GroupBy(row => row.Type, row => row.Score, StringComparer.Ordinal)
            .Select(group => (Type: group.Key, Score: group.Average(), Count: group.Count()))
            .ToArray();
        foreach (var (type, score, count) in scores) output.WriteLine($"{type,-18}{count,4}{score,8:F3}");
        var mean = scores.Average(row => row.Score);
        output.WriteLine($"{"mean of types",-18}{"",4}{mean,8:F3}");

        Assert.Equal(423, scores.Sum(row => row.Count));
        Assert.True(mean >= LeastMean, $"mean {mean:F4}");
        Assert.All(scores, row => Assert.True(row.Score >= (row.Type == "typo_other" ? LeastOfOtherTypos : Least), $"{row.Type} {row.Score:F3}"));
    }

    [Fact]
    public void Who_works_at_a_whole_employer_stands_before_a_name_that_ends_as_it_does()
    {
        SearchDocument[] documents =
        [
            new() { Id = "at", Kind = SearchKind.Person, Name = "测试一", Address = "a/", Employer = "示例单位；示例山海医院", Occupation = "护士" },
            new() { Id = "near", Kind = SearchKind.Person, Name = "测试二", Address = "b/", Employer = "示例山海医院附属学校", Occupation = "教师" },
            new() { Id = "about", Kind = SearchKind.Story, Name = "课堂与医院", Address = "c/", Body = "示例山海医院的人，示例山海医院的事。" },
            .. Enumerable.Range(0, 30).Select(i => new SearchDocument { Id = $"other-{i}", Kind = SearchKind.Person, Name = "测试三", Address = "d/", Employer = "示例工厂" }),
        ];
        var found = new Searcher(SampleSite.Reader(SampleSite.Build(documents).Files)).Search(new SearchRequest { Text = "示例山海医院" });
        Assert.Equal("at", found.Hits[0].Document.Id);
        Assert.Equal(3, found.Total);
    }

    private static double Gain(IEnumerable<string> hits, Dictionary<string, int> relevant)
    {
        static double Sum(IEnumerable<int> grades) => grades.Take(10).Select((grade, i) => (Math.Pow(2, grade) - 1) / Math.Log2(i + 2)).Sum();
        return Sum(hits.Select(id => relevant.GetValueOrDefault(id))) / Sum(relevant.Values.OrderDescending());
    }
}
