using System.Collections.Concurrent;
using HonourWall.Search.Building;
using HonourWall.Search.Format;
using HonourWall.Search.Text;
using HonourWall.Search.Updating;

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
        // None of these needs another, and the terms alone do not keep every processor busy.
        var tables = Task.Run(() => new (string Name, IndexPart Part)[] { ("folding", TableFiles.Folding(han: true)), ("forms", TableFiles.Folding(han: false)), ("readings", TableFiles.Readings()) });
        var columns = Task.Run(() => FacetColumns.Of(documents, slotOf, slots).Select(column => (column.Name, Part: FacetColumns.PartOf(column.Name, column.Column))).ToArray());
        var listed = Task.Run(() => HeadValues.Of(documents));
        var suggested = Task.Run(() =>
        {
            var entries = SuggestionFiles.Count(documents);
            return (Files: SuggestionFiles.Encode(entries), Memo: SuggestionMemo.Of(entries));
        });
        var texts = Task.Run(() => stored.Select((bytes, i) => new IndexPart(TextPart.PathOf(slotOf[i]), TextPart.Seal(slotOf[i], bytes))).ToArray());

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

        var suggestions = suggested.GetAwaiter().GetResult();
        var values = listed.GetAwaiter().GetResult();
        var named = tables.GetAwaiter().GetResult().Concat(columns.GetAwaiter().GetResult()).ToArray();
        var paths = new SortedDictionary<string, string>(named.ToDictionary(item => item.Name, item => item.Part.Path, StringComparer.Ordinal), StringComparer.Ordinal);
        var head = new IndexPart(Head.Path, values.Head(documents.Length, slots, paths, heads, tails, suggestions.Files).Write());
        var hashes = documents.Select(d => SlotAssignment.Hash(d.Key)).ToArray();
        var slotsInOrder = slotOf.ToArray();
        Array.Sort(hashes, slotsInOrder);
        return new SearchIndex
        {
            Documents = documents.Length,
            Terms = terms.Terms,
            Parts = [.. heads.Parts, .. tails.Parts, .. suggestions.Files.Parts, .. texts.GetAwaiter().GetResult(), .. named.Select(item => item.Part)],
            Head = head,
            Memo = IndexMemo.Of(head, hashes, slotsInOrder, heads, tails, suggestions.Files, values, suggestions.Memo),
        };
    }
}
