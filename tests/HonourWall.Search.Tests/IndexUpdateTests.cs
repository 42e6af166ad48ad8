using HonourWall.Search.Building;
using Xunit;

namespace HonourWall.Search.Tests;

/// <summary>An index that was changed in places is byte for byte the one that a clean build makes.</summary>
public class IndexUpdateTests
{
    private static readonly SearchTopic Elsewhere = new("elsewhere", "别处区");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_sequence_of_changes_gives_the_bytes_of_a_clean_build(int seed)
    {
        var random = new Random(seed);
        var site = new Site([.. SearchCorpus.Documents.Take(600)]);
        var unused = new Queue<SearchDocument>(SearchCorpus.Documents.Skip(600));
        for (var step = 0; step < 8; step++)
        {
            var several = random.Next(3) == 0 ? 25 : 1;
            var removed = site.Documents.Keys.OrderBy(_ => random.Next()).Take(random.Next(2) * several).ToArray();
            var added = Enumerable.Range(0, random.Next(2) * several).Select(_ => unused.Dequeue());
            var changed = site.Documents.Where(pair => !removed.Contains(pair.Key)).OrderBy(_ => random.Next()).Take(random.Next(3) * several).Select(pair => Edited(pair.Value, random));
            site.Change(removed, [.. added, .. changed]);
        }
    }

    [Fact]
    public void A_site_of_every_kind_of_document_is_changed_document_by_document()
    {
        var documents = SampleSite.Documents();
        var site = new Site([.. documents]);
        foreach (var document in documents)
        {
            site.Change([(document.Kind, document.Id)], []);
            site.Change([], [document]);
            site.Change([], [document with { Name = document.Name + "又", Industry = null, OtherNames = ["㎏"], Pinyin = null }]);
            site.Change([], [document]);
        }
    }

    [Fact]
    public void A_text_longer_than_a_cell_has_a_file_of_its_own()
    {
        var documents = SearchCorpus.Documents.Take(320).ToArray();
        SearchDocument Long(int i, int times) => documents[i] with { Body = string.Concat(Enumerable.Repeat(documents[i].Body, times)) };
        var site = new Site([.. documents.Select((document, i) => i < 6 ? Long(i, 6) : document)]);
        static bool IsOwn(string path) => path.Count(c => c == '.') == 2;
        Assert.Contains(site.Files, IsOwn);
        var updates = new List<IndexUpdate?>();
        for (var i = 0; i < 6; i++)
        {
            updates.Add(site.Change([], [Long(i, 7)]));
            updates.Add(site.Change([], [documents[i]]));
            updates.Add(site.Change([], [Long(i, 6)]));
            updates.Add(site.Change([(documents[i].Kind, documents[i].Id)], []));
            updates.Add(site.Change([], [Long(i, 8)]));
        }
        // Where the cells do not change their size.
        Assert.Contains(updates, update => update is not null && update.Parts.Any(part => IsOwn(part.Path)));
        Assert.Contains(updates, update => update is not null && update.Gone.Any(IsOwn));
        // More than one in 32: the cells grow, and all is made anew.
        Assert.Null(site.Change([], [.. Enumerable.Range(10, 20).Select(i => Long(i, 9))]));
    }

    [Fact]
    public void Nothing_changed_changes_nothing()
    {
        var site = new Site([.. SearchCorpus.Documents.Take(100)]);
        var update = site.Change([(SearchKind.Story, "nobody")], []);
        Assert.NotNull(update);
        Assert.Empty(update.Parts);
        Assert.Empty(update.Gone);
        update = site.Change([], [SearchCorpus.Documents[7]]);
        Assert.NotNull(update);
        Assert.All(update.Parts, part => Assert.StartsWith("texts/", part.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void An_index_that_the_memo_does_not_belong_to_is_built_anew()
    {
        var index = SampleSite.Build(SearchCorpus.Documents.Take(100));
        var files = index.Files;
        var other = SampleSite.Build(SearchCorpus.Documents.Take(101));
        IndexUpdate? Update(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> old, ReadOnlyMemory<byte> memo) =>
            IndexUpdater.Update(path => old.TryGetValue(path, out var bytes) ? bytes : default(ReadOnlyMemory<byte>?), memo, [], [SearchCorpus.Documents[5] with { Body = "别的话" }]);
        Assert.NotNull(Update(files, index.Memo));
        Assert.Null(Update(files, other.Memo));
        Assert.Null(Update(files, index.Memo[..50]));
        Assert.Null(Update(new Dictionary<string, ReadOnlyMemory<byte>>(), index.Memo));
        foreach (var folder in new[] { "terms/", "texts/", "columns/" })
            Assert.Equal(folder == "columns/", Update(files.Where(file => !file.Key.StartsWith(folder, StringComparison.Ordinal)).ToDictionary(), index.Memo) is not null);
    }

    [Fact]
    public void More_documents_than_the_slots_are_for_ask_for_a_clean_build()
    {
        var index = SampleSite.Build(SearchCorpus.Documents.Take(100));
        var files = index.Files;
        Assert.Null(IndexUpdater.Update(path => files[path], index.Memo, [], SearchCorpus.Documents[100..200]));
    }

    private static SearchDocument Edited(SearchDocument document, Random random) => random.Next(5) switch
    {
        0 => document with { Body = document.Body[..(document.Body.Length / 2)] + "他在二〇一五年讲过一句𬱖话。" },
        1 => document with { Name = SearchCorpus.Documents[random.Next(SearchCorpus.Documents.Length)].Name },
        2 => document with { Honours = [.. document.Honours.Skip(1)] },
        3 => document with { Districts = [.. document.Districts, Elsewhere], Industry = new SearchTopic("new", "新的行业") },
        _ => document with { Employer = SearchCorpus.Documents[random.Next(SearchCorpus.Documents.Length)].Employer, OtherNames = ["又名"] },
    };

    /// <summary>A site whose index is only ever updated, compared after each change with one that is built.</summary>
    private sealed class Site
    {
        private Dictionary<string, ReadOnlyMemory<byte>> _files = [];
        private ReadOnlyMemory<byte> _memo;
        private int _slots;
        private int _cell;

        public Site(IReadOnlyList<SearchDocument> documents)
        {
            foreach (var document in documents) Documents.Add((document.Kind, document.Id), document);
            Begin();
        }

        public Dictionary<(SearchKind Kind, string Id), SearchDocument> Documents { get; } = [];

        public IEnumerable<string> Files => _files.Keys;

        /// <returns>Null when it had to be built anew.</returns>
        public IndexUpdate? Change(IReadOnlyCollection<(SearchKind Kind, string Id)> removed, IReadOnlyCollection<SearchDocument> changed)
        {
            var update = IndexUpdater.Update(path => _files[path], _memo, removed, changed);
            foreach (var key in removed) Documents.Remove(key);
            foreach (var document in changed) Documents[(document.Kind, document.Id)] = document;
            if (update is null)
            {
                var (slots, cell) = (_slots, _cell);
                Begin();
                Assert.NotEqual((slots, cell), (_slots, _cell));
                return null;
            }
            foreach (var path in update.Gone) Assert.True(_files.Remove(path), path);
            foreach (var part in update.Parts) _files[part.Path] = part.Bytes;
            _files[update.Head.Path] = update.Head.Bytes;
            _memo = update.Memo;
            var clean = SampleSite.Build(Documents.Values).Files;
            Assert.Equal(clean.Keys.Order(StringComparer.Ordinal), _files.Keys.Order(StringComparer.Ordinal));
            foreach (var (path, bytes) in clean) Assert.True(bytes.Span.SequenceEqual(_files[path].Span), path);
            return update;
        }

        private void Begin()
        {
            var index = SampleSite.Build(Documents.Values);
            (_files, _memo, _slots) = (index.Files, index.Memo, SlotAssignment.SpaceFor(Documents.Count));
            _cell = SampleSite.Reader(_files).Head.Cell;
        }
    }
}
