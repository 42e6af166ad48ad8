using System.Collections.Immutable;
using HonourWall.Search.Text;
using Xunit;

namespace HonourWall.Search.Tests;

/// <summary>The bytes of an index depend on its documents alone, and one more document changes few files.</summary>
public class StableBytesTests
{
    private static readonly ImmutableArray<SearchDocument> Some = [.. SearchCorpus.Documents.Take(600)];

    [Fact]
    public void The_same_documents_in_another_order_and_on_other_threads_give_the_same_bytes()
    {
        var expected = SampleSite.Build(Some).Files;
        var shuffled = Some.ToArray();
        new Random(7).Shuffle(shuffled);
        var builder = new IndexBuilder();
        Parallel.ForEach(shuffled, new ParallelOptions { MaxDegreeOfParallelism = 4 }, builder.Add);
        AssertSame(expected, SampleSite.Build(builder).Files);
    }

    [Fact]
    public void One_more_document_changes_no_more_files_than_it_has_terms()
    {
        var before = SampleSite.Build(Some).Files;
        var changes = new List<int>();
        foreach (var added in SearchCorpus.Documents.Skip(600).Take(10))
        {
            var after = SampleSite.Build(Some.Add(added)).Files;
            var texts = after.Count(file => file.Key.StartsWith("texts/", StringComparison.Ordinal) && !Same(before, file));
            changes.Add(after.Count(file => !Same(before, file)));
            Assert.InRange(texts, 1, 6);
        }
        // About 350 pairs and 250 characters; a document that is moved to another slot brings its own.
        Assert.True(changes.Average() < 600, string.Join(' ', changes));
    }

    [Fact]
    public void Written_lists_are_read_back_as_they_were()
    {
        var reader = SampleSite.Reader(SearchCorpus.Index);
        var collector = new TermCollector();
        var expected = new Dictionary<ulong, int>();
        foreach (var document in SearchCorpus.Documents)
        {
            collector.Clear();
            collector.AddDocument(document, PinyinKeys.Pattern(document.Name, document.Pinyin));
            for (var i = 0; i < collector.Count; i++) expected[collector.Key(i)] = expected.GetValueOrDefault(collector.Key(i)) + 1;
        }
        Assert.True(expected.Count > 100_000);
        foreach (var (key, count) in expected)
        {
            var postings = reader.Find(key);
            Assert.Equal(count, postings.Total);
            reader.Complete(postings);
            Assert.True(postings.IsComplete);
            var distinct = new HashSet<int>(postings.Slots.ToArray());
            Assert.Equal(count, distinct.Count);
        }
    }

    private static bool Same(Dictionary<string, ReadOnlyMemory<byte>> before, KeyValuePair<string, ReadOnlyMemory<byte>> file) =>
        before.TryGetValue(file.Key, out var bytes) && bytes.Span.SequenceEqual(file.Value.Span);

    private static void AssertSame(Dictionary<string, ReadOnlyMemory<byte>> expected, Dictionary<string, ReadOnlyMemory<byte>> actual)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var file in actual) Assert.True(Same(expected, file), file.Key);
    }
}
