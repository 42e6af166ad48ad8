using System.Collections.Concurrent;
using HonourWall.Search.Building;
using HonourWall.Search.Format;
using HonourWall.Search.Updating;

namespace HonourWall.Search;

/// <summary>
/// Makes a search index. Documents may come from several threads in any order; each is taken apart at once.
/// <code>
/// var builder = new IndexBuilder();
/// Parallel.ForEach(pages, page => builder.Add(page.SearchDocument));
/// builder.Build((path, bytes) => output.Write("search/index/" + path, bytes));
/// </code>
/// </summary>
public sealed class IndexBuilder
{
    private readonly ConcurrentBag<Reader> _idle = [];
    private readonly ConcurrentBag<Reader> _all = [];

    /// <summary>What one thread at a time works with: its own texts and documents.</summary>
    private sealed class Reader
    {
        public FoldedTexts Folded { get; } = new();

        public StoredDocumentWriter Writer { get; } = new();

        public List<IndexedDocument> Documents { get; } = [];

        /// <summary>The text of each of them, until it is written.</summary>
        public List<ReadOnlyMemory<byte>> Texts { get; } = [];
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
        reader.Folded.Add(document, indexed.PinyinPattern);
        reader.Documents.Add(indexed);
        reader.Texts.Add(reader.Writer.Write(document, indexed.PinyinPattern));
        _idle.Add(reader);
    }

    /// <summary>
    /// Makes the index of all documents added, once. Two documents of one kind with one id are an error of the caller. Parts but for texts carry their checksum
    /// in their names, so that the index of the last build stays whole until the head is replaced.
    /// </summary>
    /// <param name="write">Takes each file by its path below the index's folder, from several threads; the head last.</param>
    public SearchIndex Build(Action<string, ReadOnlyMemory<byte>> write)
    {
        var bytes = 0L;
        var readers = _all.ToArray();
        var documents = readers.SelectMany(reader => reader.Documents).ToArray();
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
        var (sizes, longer) = WriteTexts(readers, slotOf, slots, Take);

        var folded = new List<(FoldedTexts, ArraySegment<int>)>();
        var first = 0;
        foreach (var reader in readers)
        {
            folded.Add((reader.Folded, new ArraySegment<int>(slotOf, first, reader.Documents.Count)));
            first += reader.Documents.Count;
        }
        var terms = new TermFiles(folded, slots);
        var heads = terms.Heads();
        Parallel.ForEach(heads.Parts, Take);
        var tails = terms.Tails();

        var suggestions = suggested.GetAwaiter().GetResult();
        var values = listed.GetAwaiter().GetResult();
        var named = tables.GetAwaiter().GetResult().Concat(columns.GetAwaiter().GetResult()).ToArray();
        var paths = new SortedDictionary<string, string>(named.ToDictionary(item => item.Name, item => item.Part.Path, StringComparer.Ordinal), StringComparer.Ordinal);
        var head = new IndexPart(Head.Path, values.Head(documents.Length, slots, sizes.Cell, longer, paths, heads, tails, suggestions.Files).Write());
        var hashes = documents.Select(d => SlotAssignment.Hash(d.Key)).ToArray();
        var slotsInOrder = slotOf.ToArray();
        Array.Sort(hashes, slotsInOrder);
        Parallel.ForEach([.. tails.Parts, .. suggestions.Files.Parts, .. named.Select(item => item.Part)], Take);
        Take(head);
        return new SearchIndex
        {
            Documents = documents.Length,
            Terms = terms.Terms,
            Bytes = bytes,
            Memo = IndexMemo.Of(head, hashes, slotsInOrder, sizes, heads, tails, suggestions.Files, values, suggestions.Memo),
        };

        void Take(IndexPart part)
        {
            Interlocked.Add(ref bytes, part.Bytes.Length);
            write(part.Path, part.Bytes);
        }
    }

    /// <summary>Writes the texts before all else and forgets them, so that they are not held while the terms are encoded.</summary>
    private static (TextSizes Sizes, int[] Longer) WriteTexts(Reader[] readers, int[] slotOf, int slots, Action<IndexPart> take)
    {
        var stored = new ReadOnlyMemory<byte>[slots];
        var document = 0;
        foreach (var reader in readers)
        {
            foreach (var text in reader.Texts) stored[slotOf[document++]] = text;
            reader.Texts.Clear();
        }
        var texts = new TextFiles(stored);
        Parallel.For(0, texts.Count, i => take(texts[i]));
        return (texts.Sizes, texts.Longer);
    }
}
