using HonourWall.Generator.Tests.Building;
using HonourWall.Generator.Tests.Commands;
using Xunit;

namespace HonourWall.Generator.Tests.Rendering;

/// <summary>Who stands in the list of a district, a year, both, or a batch is who is found with the same choices, of the real content: no more and no less.</summary>
public class SearchAddsUpTests
{
    [Fact]
    public void A_list_holds_whom_search_finds_with_the_same_choices()
    {
        using var folder = new TemporaryFolder();
        var content = Repository.PathOf("content");
        var site = SmallUnion.Build(folder, options => options with { Source = content });
        var batches = File.ReadLines(Path.Combine(content, "batches.csv")).Skip(1).Select(row => row.Split(',')).ToDictionary(cells => cells[0], cells => (Award: cells[1], Year: cells[2]));
        var lists = 0;
        foreach (var file in Directory.EnumerateFiles(site, "data.csv", SearchOption.AllDirectories))
        {
            (string Facet, string Value)[] choices = Path.GetRelativePath(site, Path.GetDirectoryName(file) ?? "").Replace('\\', '/').Split('/') switch
            {
                ["districts", var district] => [("district", district)],
                ["districts", var district, var year] => [("district", district), ("year", year)],
                ["years", var year] => [("year", year)],
                ["batches", var batch] => [("award", batches[batch].Award), ("year", batches[batch].Year is { Length: > 0 } year ? year : "undated")],
                _ => [],
            };
            if (choices.Length == 0) continue;
            lists++;
            var found = Found(site, choices);
            // Years count the city alone; search finds whom it names from elsewhere too.
            if (choices[0].Facet == "year") found = [.. found.Except(Found(site, [.. choices, ("district", "outside")]))];
            var listed = File.ReadLines(file).Skip(1).Select(row => new Uri(row[(row.LastIndexOf(',') + 1)..]).AbsolutePath[1..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            Assert.True(listed.SequenceEqual(found), $"{string.Join(' ', choices)}: {string.Join(' ', listed.Except(found))} only in the list, {string.Join(' ', found.Except(listed))} only found");
        }
        Assert.True(lists > 60, $"{lists} lists");
    }

    private static string[] Found(string site, (string Facet, string Value)[] choices)
    {
        string[] asked = [.. choices.SelectMany(choice => (string[])[$"--{choice.Facet}", choice.Value])];
        var output = CommandRun.Of(["search", .. asked, "--kind", "person,collective", "--limit", "1000", "--format", "csv", "--index", site]).Output;
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row[(row.LastIndexOf(',') + 1)..]).Order(StringComparer.Ordinal)];
    }
}
