using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HonourWall.Search.Format;
using Xunit;

namespace HonourWall.Search.Tests;

/// <summary>The kept indexes of each format; of the present one what is asked of it. <c>APPROVE=1</c> writes both anew: look at the difference before you commit.</summary>
public class KeptIndexTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_kept_index_is_what_its_documents_still_give()
    {
        var folder = Repository.PathOf(SampleSite.Folder + "/index");
        var files = SampleSite.Build(SampleSite.Documents()).Files;
        if (Environment.GetEnvironmentVariable("APPROVE") == "1") Approve(folder, files);
        var kept = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'));
        Assert.Equal(kept.Order(StringComparer.Ordinal), files.Keys.Order(StringComparer.Ordinal));
        foreach (var (path, bytes) in files) Assert.True(bytes.Span.SequenceEqual(File.ReadAllBytes(Path.Combine(folder, path))), path);
    }

    /// <summary>The client's tests open the index with it.</summary>
    [Fact]
    public void The_head_as_a_page_brings_it_is_what_the_kept_index_still_gives()
    {
        var file = Repository.PathOf(SampleSite.Folder + "/head-on-page.json");
        var head = HeadOnPage.Of(SampleSite.Build(SampleSite.Documents()).Files[Head.Path]);
        if (Environment.GetEnvironmentVariable("APPROVE") == "1") File.WriteAllBytes(file, head);
        Assert.Equal(File.ReadAllText(file), System.Text.Encoding.UTF8.GetString(head));
        Assert.DoesNotContain('<', File.ReadAllText(file));
    }

    [Fact]
    public void The_kept_index_answers_every_case()
    {
        var searcher = new Searcher(IndexReader.Open(Repository.PathOf(SampleSite.Folder + "/index")));
        var file = Repository.PathOf(SearchCase.File);
        var rows = JsonNode.Parse(File.ReadAllText(file))?.AsArray() ?? [];
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            foreach (var row in rows) if (row is not null) row["answer"] = SearchCase.Answer(searcher, row);
            File.WriteAllText(file, "[\n" + string.Join(",\n", rows.Select(row => "  " + row?.ToJsonString(Readable))) + "\n]\n");
        }
        Assert.True(rows.Count > 30);
        foreach (var row in rows)
        {
            Assert.NotNull(row);
            Assert.True(JsonNode.DeepEquals(row["answer"], SearchCase.Answer(searcher, row)), $"{row["why"]}: {SearchCase.Answer(searcher, row).ToJsonString(Readable)}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void An_index_of_an_earlier_format_is_refused_by_name(int format)
    {
        var problem = Assert.Throws<BrokenPartException>(() => IndexReader.Open(Repository.PathOf($"tests/samples/index-v{format}/index")));
        Assert.Equal($"head.bin has format {format}; this reader knows format 5", problem.Message);
    }

    private static void Approve(string folder, Dictionary<string, ReadOnlyMemory<byte>> files)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        foreach (var (path, bytes) in files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file) ?? folder);
            File.WriteAllBytes(file, bytes.ToArray());
        }
    }
}
