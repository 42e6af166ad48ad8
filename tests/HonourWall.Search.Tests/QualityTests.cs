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

    private static double Gain(IEnumerable<string> hits, Dictionary<string, int> relevant)
    {
        static double Sum(IEnumerable<int> grades) => grades.Take(10).Select((grade, i) => (Math.Pow(2, grade) - 1) / Math.Log2(i + 2)).Sum();
        return Sum(hits.Select(id => relevant.GetValueOrDefault(id))) / Sum(relevant.Values.OrderDescending());
    }
}
