using System.Collections.Immutable;
using HonourWall.Search.Building;
using HonourWall.Search.Format;
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
    public void Every_term_is_written_with_all_its_documents_in_their_classes()
    {
        // Characters beyond the basic plane in a name, in a field and in a body, beside usual ones and beside each other.
        SearchDocument[] rare =
        [
            new() { Kind = SearchKind.Person, Id = "rare-1", Name = "𬬻钢", Address = "1", Employer = "北京𰻝面厂", Body = "他在𠮷野家，𠮷𠮷野，𰻝" },
            new() { Kind = SearchKind.Person, Id = "rare-2", Name = "王𬬻", OtherNames = ["𠮷𬬻", "王", "㎏"], Address = "2", Occupation = "𠮷", Body = "𠮷" },
            new() { Kind = SearchKind.Story, Id = "rare-3", Name = "劳动 Labour 2015", Address = "3", Body = "A劳B动C" },
        ];
        SearchDocument[] documents = [.. SearchCorpus.Documents, .. rare, .. SampleSite.Documents()];
        var expected = new Dictionary<ulong, int[]>();
        var terms = new DistinctTerms();
        foreach (var document in documents)
        {
            foreach (var (key, place) in terms.Of(document, IndexedDocument.Of(document).PinyinPattern))
            {
                if (!expected.TryGetValue(key, out var counts)) expected.Add(key, counts = new int[PostingList.Classes + 1]);
                counts[(int)place]++;
            }
        }
        Assert.True(expected.Count > 100_000);
        Assert.Contains(TermKey.Pair('野', '家'), expected);
        Assert.Contains(TermKey.Pair(char.ConvertToUtf32("𠮷", 0), char.ConvertToUtf32("𠮷", 0)), expected);
        Assert.Contains(TermKey.Pair('京', char.ConvertToUtf32("𰻝", 0)), expected);
        var reader = SampleSite.Reader(SampleSite.Build(documents).Files);
        foreach (var (key, counts) in expected)
        {
            var postings = reader.Find(key);
            Assert.Equal(counts, postings.Counts);
            reader.Complete(postings);
            Assert.True(postings.IsComplete);
            Assert.Equal(counts.Sum(), new HashSet<int>(postings.Slots.ToArray()).Count);
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
