using System.Collections.Concurrent;
using System.Collections.Immutable;
using HonourWall.Search.Building;
using HonourWall.Search.Format;
using HonourWall.Search.Text;

namespace HonourWall.Search;

/// <summary>
/// Makes a search index. Documents may come from several threads in any order; each is taken apart at once and its text is not kept.
/// <code>
/// var builder = new IndexBuilder();
/// Parallel.ForEach(pages, page => builder.Add(page.SearchDocument));
/// IndexWriter.Write(builder.Build(), (path, bytes) => output.Write("search/index/" + path, bytes));
/// </code>
/// </summary>
public sealed class IndexBuilder
{
    private readonly ConcurrentBag<Reader> _idle = [];
    private readonly ConcurrentBag<Reader> _all = [];

    /// <summary>What one thread at a time works with: its own collector, postings and documents.</summary>
    private sealed class Reader
    {
        public TermCollector Terms { get; } = new();

        public PostingStore Postings { get; } = new();

        public StoredDocumentWriter Writer { get; } = new();

        public List<(IndexedDocument Document, byte[] Stored)> Documents { get; } = [];
    }

    /// <summary>Takes a document into the index. May be called from several threads.</summary>
    public void Add(SearchDocument document)
    {
        if (!_idle.TryTake(out var reader))
        {
            reader = new Reader();
            _all.Add(reader);
        }
        var indexed = IndexedDocument.Of(document);
        reader.Terms.Clear();
        reader.Terms.AddDocument(document, indexed.PinyinPattern);
        for (var i = 0; i < reader.Terms.Count; i++) reader.Postings.Add(reader.Terms.Key(i), reader.Documents.Count, reader.Terms.Class(i));
        reader.Documents.Add((indexed, reader.Writer.Write(document, indexed.PinyinPattern)));
        _idle.Add(reader);
    }

    /// <summary>Makes the index of all documents added. Two documents of one kind with one id are an error of the caller.</summary>
    public SearchIndex Build()
    {
        var readers = _all.ToArray();
        var documents = readers.SelectMany(reader => reader.Documents.Select(d => d.Document)).ToArray();
        var stored = readers.SelectMany(reader => reader.Documents.Select(d => d.Stored)).ToArray();
        var slots = SlotAssignment.SpaceFor(documents.Length);
        var slotOf = SlotAssignment.Assign([.. documents.Select(d => d.Key)], slots);
        var stores = new List<(PostingStore, int[])>();
        var first = 0;
        foreach (var reader in readers)
        {
            stores.Add((reader.Postings, slotOf.AsSpan(first, reader.Documents.Count).ToArray()));
            first += reader.Documents.Count;
        }

        var terms = new TermFiles(stores, slots);
        var heads = terms.Heads();
        var tails = terms.Tails();
        var suggestions = SuggestionFiles.Encode(SuggestionFiles.Count(documents));
        var named = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var parts = new List<IndexPart>([.. heads.Parts, .. tails.Parts, .. suggestions.Parts, .. stored.Select((bytes, i) => new IndexPart(TextPart.PathOf(slotOf[i]), TextPart.Write(slotOf[i], bytes)))]);
        void AddNamed(string name, IndexPart part)
        {
            named.Add(name, part.Path);
            parts.Add(part);
        }
        AddNamed("folding", TableFiles.Folding(han: true));
        AddNamed("forms", TableFiles.Folding(han: false));
        AddNamed("readings", TableFiles.Readings());
        foreach (var (name, column) in FacetColumns.Of(documents, slotOf, slots)) AddNamed(name, FacetColumns.PartOf(name, column));
        var head = new Head
        {
            Documents = documents.Length,
            Slots = slots,
            Awards = Values(documents.SelectMany(d => d.Honours).Select(h => new HeadValue(h.AwardId, h.AwardName, h.Level))),
            Districts = Values(documents.SelectMany(d => d.Districts).Select(t => new HeadValue(t.Id, t.Name))),
            Industries = Values(documents.Where(d => d.Industry is not null).Select(d => new HeadValue(d.Industry!.Id, d.Industry.Name))),   // not null: just asked
            Surnames = string.Concat(documents.Where(d => d.PinyinPattern.Contains('|', StringComparison.Ordinal)).Select(FirstCharacter).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
            Files = named,
            Blocks = [heads.Directory, tails.Directory, suggestions.Directory, TableFiles.FoldedHan()],
        };
        return new SearchIndex
        {
            Documents = documents.Length,
            Terms = terms.Terms,
            Parts = [.. parts],
            Head = new IndexPart(Head.Path, head.Write()),
        };
    }

    private static string FirstCharacter(IndexedDocument document) => char.ConvertFromUtf32(Normaliser.Normalise(document.Name).Codes[0]);

    /// <summary>Distinct values by id; where one id has several names, the first in ordinal order.</summary>
    private static ImmutableArray<HeadValue> Values(IEnumerable<HeadValue> values) =>
        [.. values.Distinct().GroupBy(value => value.Id, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.MinBy(value => value.Name, StringComparer.Ordinal) ?? group.First())];
}
