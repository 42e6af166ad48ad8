using System.Collections.Concurrent;
using System.Collections.Immutable;
using HonourWall.Search.Building;
using HonourWall.Search.Format;
using HonourWall.Search.Text;
using HonourWall.Search.Updating;

namespace HonourWall.Search;

/// <summary>
/// Changes an index where a few documents have changed, without the others. The result is byte for byte what a clean build of all
/// documents gives; its work grows with the number of changed documents and hardly with the size of the site.
/// <code>
/// // After a clean build keep index.Memo beside the site (not in it). Then, for one changed and one removed person:
/// var update = IndexUpdater.Update(path => ReadOrNull("public/search/index/" + path), memo, [(SearchKind.Person, "ce-shi-yi")], [changed]);
/// if (update is null) BuildAnew();
/// </code>
/// </summary>
public sealed class IndexUpdater
{
    private readonly IndexReader _index;
    private readonly IndexMemo _memo;

    private IndexUpdater(IndexReader index, IndexMemo memo) => (_index, _memo) = (index, memo);

    /// <summary>Reads what every update needs, which can be done before it is known what has changed.</summary>
    /// <param name="read">The bytes of a part of the old index by its path, or null when there is none; called from several threads.</param>
    /// <param name="memo">What came with the old index: <see cref="SearchIndex.Memo"/> or <see cref="IndexUpdate.Memo"/>.</param>
    /// <returns>Null when only a clean build helps: the old index or its memo is missing, damaged, of another version or not of one build.</returns>
    public static IndexUpdater? Open(Func<string, ReadOnlyMemory<byte>?> read, ReadOnlyMemory<byte> memo) => Unbroken(() =>
    {
        var old = IndexMemo.Read(memo);
        // A file holds several leaves, and each is asked for by itself.
        var parts = new ConcurrentDictionary<string, ReadOnlyMemory<byte>?>(StringComparer.Ordinal);
        var index = new IndexReader(path => parts.GetOrAdd(path, read));
        return index.HeadChecksum == old.HeadChecksum ? new IndexUpdater(index, old) : null;
    });

    /// <summary>Opens an index and changes it: <see cref="Open"/> and <see cref="Update(IReadOnlyCollection{ValueTuple{SearchKind, string}}, IReadOnlyCollection{SearchDocument})"/>.</summary>
    public static IndexUpdate? Update(Func<string, ReadOnlyMemory<byte>?> read, ReadOnlyMemory<byte> memo, IReadOnlyCollection<(SearchKind Kind, string Id)> removed, IReadOnlyCollection<SearchDocument> changed) =>
        Open(read, memo)?.Update(removed, changed);

    /// <summary>
    /// Takes documents out of the index and puts documents in; one whose kind and id are there already is replaced. Once for each opened index.
    /// </summary>
    /// <param name="removed">Documents to take out; those that the index does not have do no harm.</param>
    /// <param name="changed">Documents to put in or replace, each kind and id once.</param>
    /// <returns>
    /// Null when only a clean build helps: the old index or its memo is missing, damaged, of another version or not of one build, or the
    /// documents ask for another number of slots (about every fourth time that they grow by a quarter) or for larger or smaller cells.
    /// </returns>
    public IndexUpdate? Update(IReadOnlyCollection<(SearchKind Kind, string Id)> removed, IReadOnlyCollection<SearchDocument> changed) => Unbroken(() => Update(_index, _memo, removed, changed));

    private static T? Unbroken<T>(Func<T?> work) where T : class
    {
        try
        {
            return work();
        }
        catch (BrokenPartException)
        {
            return null;
        }
        catch (AggregateException several) when (several.Flatten().InnerExceptions.All(e => e is BrokenPartException))
        {
            return null;
        }
    }

    private static IndexUpdate? Update(IndexReader index, IndexMemo old, IReadOnlyCollection<(SearchKind Kind, string Id)> removed, IReadOnlyCollection<SearchDocument> changed)
    {
        var coming = changed.Select(document => (Hash: SlotAssignment.Hash(IndexedDocument.KeyOf(document.Kind, document.Id)), Document: document)).ToDictionary(row => row.Hash, row => row.Document);
        var going = removed.Select(key => SlotAssignment.Hash(IndexedDocument.KeyOf(key.Kind, key.Id))).Where(hash => old.SlotOf(hash) >= 0 && !coming.ContainsKey(hash)).ToHashSet();
        ulong[] hashes = [.. old.Hashes.Where(hash => !going.Contains(hash)).Concat(coming.Keys.Where(hash => old.SlotOf(hash) < 0)).Order()];
        var slots = index.Head.Slots;
        // Two keys with one hash: their order needs the keys, which are not at hand.
        var isUnlucky = hashes.Zip(hashes.Skip(1)).Any(pair => pair.First == pair.Second);
        if (isUnlucky || SlotAssignment.SpaceFor(hashes.Length) != slots) return null;
        var slotOf = SlotAssignment.Assign(hashes, slots);
        if (Changes(index, old, hashes, slotOf, going, coming) is not { } changes) return null;
        foreach (var change in changes)
        {
            if (change.Before is { } before) old.Texts.Add(before.Part.Length, -1);
            if (change.After is { } after) old.Texts.Add(after.Part.Length, 1);
        }
        if (old.Texts.Cell != index.Head.Cell) return null;

        // Neither reads or changes what terms do.
        var suggested = Task.Run(() => new SuggestionUpdate(index, old).Apply(changes));
        var columns = Task.Run(() => new ColumnUpdate(index, changes, slots).Parts().ToArray());
        var texts = new TextUpdate(index, old.Slots, changes);
        var (terms, tails) = new TermUpdate(index, old, slots).Apply(Edits(changes));
        var suggestions = suggested.GetAwaiter().GetResult();
        foreach (var change in changes.Where(change => !change.IsMove))
        {
            if (change.Before is { } before) old.Values.Add(before.Indexed, -1);
            if (change.After is { } after) old.Values.Add(after.Indexed, 1);
        }
        var files = new SortedDictionary<string, string>(index.Head.Files, StringComparer.Ordinal);
        var parts = new List<IndexPart>([.. terms.Parts, .. tails.Parts, .. suggestions.Parts, .. texts.Parts]);
        foreach (var (name, part) in columns.GetAwaiter().GetResult())
        {
            if (files[name] != part.Path) parts.Add(part);
            files[name] = part.Path;
        }
        var head = new IndexPart(Head.Path, old.Values.Head(hashes.Length, slots, index.Head.Cell, texts.Longer, files, terms, tails, suggestions).Write());
        return new IndexUpdate
        {
            Documents = hashes.Length,
            Parts = [.. parts],
            Gone = [.. Gone(index, files, terms, tails, suggestions).Concat(texts.Gone).Order(StringComparer.Ordinal)],
            Head = head,
            Memo = IndexMemo.Of(head, hashes, slotOf, old.Texts, terms, tails, suggestions, old.Values, old.Entries),
        };
    }

    /// <summary>Every document that comes, goes, changes or moves; null when the texts are not those of the memo.</summary>
    private static List<DocumentChange>? Changes(IndexReader index, IndexMemo old, ulong[] hashes, int[] slotOf, HashSet<ulong> going, Dictionary<ulong, SearchDocument> coming)
    {
        var changes = new List<DocumentChange>();
        var writer = new StoredDocumentWriter();
        for (var i = 0; i < hashes.Length; i++)
        {
            var slot = old.SlotOf(hashes[i]);
            if (coming.TryGetValue(hashes[i], out var document))
            {
                var indexed = IndexedDocument.Of(document);
                changes.Add(new DocumentChange(slot < 0 ? null : Old(slot), new PlacedDocument(slotOf[i], document, indexed, writer.Write(document, indexed.PinyinPattern))));
            }
            else if (slot != slotOf[i])
            {
                var before = Old(slot);
                changes.Add(new DocumentChange(before, before with { Slot = slotOf[i] }));
            }
        }
        foreach (var hash in going) changes.Add(new DocumentChange(Old(old.SlotOf(hash)), null));
        var isSame = changes.All(change => change.Before is not { } before || old.SlotOf(SlotAssignment.Hash(before.Indexed.Key)) == before.Slot);
        return isSame ? changes : null;

        PlacedDocument Old(int slot)
        {
            var text = index.Document(slot);
            return new PlacedDocument(slot, text.Document, IndexedDocument.Of(text.Document, text.PinyinPattern), index.TextPart(slot));
        }
    }

    private static List<PostingEdit> Edits(List<DocumentChange> changes)
    {
        var edits = new List<PostingEdit>();
        var terms = new DistinctTerms();
        foreach (var change in changes)
        {
            if (change.Before is { } before) Add(before, false);
            if (change.After is { } after) Add(after, true);
        }
        return edits;

        void Add(PlacedDocument document, bool comes)
        {
            foreach (var (key, place) in terms.Of(document.Document, document.Indexed.PinyinPattern)) edits.Add(new PostingEdit(key, PostingList.Pack(document.Slot, (int)place), comes));
        }
    }

    private static IEnumerable<string> Gone(IndexReader index, SortedDictionary<string, string> files, LeafFiles terms, LeafFiles tails, LeafFiles suggestions)
    {
        return Paths("terms", index.TermDirectory.Leaves).Except(Paths("terms", terms.Leaves))
            .Concat(Paths("long", index.LongDirectory.Leaves).Except(Paths("long", tails.Leaves)))
            .Concat(Paths("suggest", index.SuggestionDirectory.Leaves).Except(Paths("suggest", suggestions.Leaves)))
            .Concat(index.Head.Files.Values.Except(files.Values));

        static IEnumerable<string> Paths(string folder, ImmutableArray<KeyLeaf> leaves) => leaves.Where(leaf => !leaf.Empty).Select(leaf => leaf.File!.PathIn(folder)); // not null: it is not empty
    }
}
