using System.Collections.Immutable;
using System.Text.Json;
using HonourWall.Search.Text;

namespace HonourWall.Search.Tests;

/// <summary>The 2,000 invented people of <c>tests/samples/search</c> and the questions about them, with what is relevant to each and how much.</summary>
internal static class SearchCorpus
{
    private static readonly Lazy<ImmutableArray<SearchDocument>> Read = new(() =>
        [.. File.ReadLines(Repository.PathOf("tests/samples/search/corpus.jsonl")).Select(line => Document(JsonDocument.Parse(line).RootElement))]);

    private static readonly Lazy<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> Built = new(() =>
    {
        var builder = new IndexBuilder();
        Parallel.ForEach(Read.Value, builder.Add);
        return SampleSite.Build(builder).Files;
    });

    public static ImmutableArray<SearchDocument> Documents => Read.Value;

    /// <summary>The files of the index of all documents.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Index => Built.Value;

    public static ImmutableArray<(string Id, string Type, string Text, Dictionary<string, int> Relevant)> Queries { get; } =
        [.. Repository.Json("tests/samples/search/queries.json").EnumerateArray().Select(q => (
            q.GetProperty("id").GetString() ?? "", q.GetProperty("type").GetString() ?? "", q.GetProperty("q").GetString() ?? "",
            q.GetProperty("rel").EnumerateObject().ToDictionary(r => r.Name, r => r.Value.GetInt32(), StringComparer.Ordinal)))];

    /// <summary>Runs of two to eight Han characters from the bodies, wherever words may begin and end.</summary>
    public static string[] RandomRuns(int count, int seed)
    {
        var random = new Random(seed);
        var runs = new List<string>(count);
        while (runs.Count < count)
        {
            var body = Documents[random.Next(Documents.Length)].Body;
            var length = random.Next(2, 9);
            if (body.Length < length) continue;
            var run = body.Substring(random.Next(body.Length - length + 1), length);
            if (run.EnumerateRunes().All(rune => Script.IsHan(rune.Value))) runs.Add(run);
        }
        return [.. runs];
    }

    private static SearchDocument Document(JsonElement d)
    {
        string Text(string key) => d.GetProperty(key).GetString() ?? "";
        var district = HanFolding.ToSimplified(Text("district"));
        return new SearchDocument
        {
            Id = Text("id"),
            Kind = SearchKind.Person,
            Name = Text("name"),
            Address = $"honourees/{Text("id")}/",
            Employer = Text("employer"),
            Occupation = Text("job"),
            Districts = [new SearchTopic(NameReading.Of(district).Slug, district)],
            // The first one is of the district; where the others were received nobody knows.
            Honours = [.. d.GetProperty("awards").EnumerateArray().Select((award, i) => Honour(award) with { Districts = i == 0 ? [NameReading.Of(district).Slug] : [] })],
            Body = Text("body"),
        };
    }

    private static SearchHonour Honour(JsonElement award)
    {
        var name = HanFolding.ToSimplified(award.GetProperty("name").GetString() ?? "");
        return new SearchHonour(NameReading.Of(name).Slug, name, award.GetProperty("year").GetInt32(), name.StartsWith('全') ? "national" : "municipal");
    }
}
