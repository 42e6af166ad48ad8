using System.Text.Json;

namespace HonourWall.Search.Tests;

/// <summary>The documents of <c>tests/samples/index-v5</c>: few people, all invented, with everything that is hard to find.</summary>
internal static class SampleSite
{
    public const string Folder = "tests/samples/index-v5";

    public static SearchDocument[] Documents() => [.. Repository.Json(Folder + "/documents.json").EnumerateArray().Select(Document)];

    public static SearchDocument Document(JsonElement d)
    {
        string Text(string key) => d.TryGetProperty(key, out var value) ? value.GetString() ?? "" : "";
        IEnumerable<JsonElement> List(string key) => d.TryGetProperty(key, out var value) ? value.EnumerateArray() : [];
        return new SearchDocument
        {
            Id = Text("id"),
            Kind = Enum.Parse<SearchKind>(Text("kind"), ignoreCase: true),
            Name = Text("name"),
            OtherNames = [.. List("otherNames").Select(e => e.GetString() ?? "")],
            Pinyin = d.TryGetProperty("pinyin", out var pinyin) ? pinyin.GetString() : null,
            Address = $"{Text("kind")}/{Text("id")}/",
            Employer = Text("employer"),
            Occupation = Text("occupation"),
            Districts = [.. List("districts").Select(e => new SearchTopic(e[0].GetString() ?? "", e[1].GetString() ?? ""))],
            Honours = [.. List("honours").Select(e => new SearchHonour(e[0].GetString() ?? "", e[1].GetString() ?? "", e[2].GetInt32() is var year && year == 0 ? null : year, e[3].GetString() ?? "")
            {
                Districts = [.. e.EnumerateArray().Skip(4).Select(id => id.GetString() ?? "")],
            })],
            Industry = d.TryGetProperty("industry", out var industry) ? new SearchTopic(industry[0].GetString() ?? "", industry[1].GetString() ?? "") : null,
            Line = Text("line"),
            Body = Text("body"),
        };
    }

    /// <summary>An index in memory: its files by path, and its memo.</summary>
    public static (Dictionary<string, ReadOnlyMemory<byte>> Files, ReadOnlyMemory<byte> Memo) Build(IEnumerable<SearchDocument> documents)
    {
        var builder = new IndexBuilder();
        foreach (var document in documents) builder.Add(document);
        return Build(builder);
    }

    public static (Dictionary<string, ReadOnlyMemory<byte>> Files, ReadOnlyMemory<byte> Memo) Build(IndexBuilder builder)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var index = builder.Build((path, bytes) =>
        {
            lock (files) files.Add(path, bytes);
        });
        return (files, index.Memo);
    }

    public static IndexReader Reader(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files) =>
        new(path => files.TryGetValue(path, out var bytes) ? bytes : default(ReadOnlyMemory<byte>?));
}
