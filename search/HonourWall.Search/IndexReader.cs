using System.Collections.Concurrent;
using System.Text.Json;
using HonourWall.Search.Building;
using HonourWall.Search.Format;
using HonourWall.Search.Reading;

namespace HonourWall.Search;

/// <summary>Reads an index part by part as a query needs them, and keeps what it has read. May be used from several threads.</summary>
public sealed class IndexReader
{
    private readonly Func<string, ReadOnlyMemory<byte>?> _read;
    private readonly ConcurrentDictionary<string, object> _cache = new(StringComparer.Ordinal);

    /// <summary>Opens an index. <paramref name="read"/> gives the bytes of a part by its path, or null when there is none.</summary>
    /// <exception cref="BrokenPartException">The head is missing, damaged or of another format.</exception>
    public IndexReader(Func<string, ReadOnlyMemory<byte>?> read)
    {
        _read = read;
        var head = Bytes(Head.Path);
        Head = Head.Read(head);
        HeadChecksum = Part.ChecksumOf(head.Span);
        if (Head.Blocks.Length != 4) throw new BrokenPartException($"{Head.Path} lacks a directory");
        TermDirectory = KeyDirectory.Read(Head.Blocks[0], Text.TermKey.Space);
        LongDirectory = KeyDirectory.Read(Head.Blocks[1], Text.TermKey.Space);
        SuggestionDirectory = KeyDirectory.Read(Head.Blocks[2], Text.TermKey.Space);
    }

    internal Head Head { get; }

    internal uint HeadChecksum { get; }

    internal KeyDirectory TermDirectory { get; }

    internal KeyDirectory LongDirectory { get; }

    internal KeyDirectory SuggestionDirectory { get; }

    /// <summary>How many documents the index holds.</summary>
    public int Documents => Head.Documents;

    /// <summary>Opens the index in a folder.</summary>
    public static IndexReader Open(string folder) => new(path =>
    {
        var file = Path.Combine(folder, path);
        return File.Exists(file) ? File.ReadAllBytes(file) : default(ReadOnlyMemory<byte>?);
    });

    /// <summary>What comes with a term of its list; a term nobody has is an empty one.</summary>
    internal TermPostings Find(ulong key)
    {
        var leaf = TermDirectory.Find(key);
        if (leaf.Empty) return Nobody(key);
        var terms = Cached(FormattableString.Invariant($"terms {leaf.Low}"), _ => TermLeaf.Read(Leaf("terms", PartKind.Terms, leaf), leaf.Low, (bits, term) =>
        {
            var counts = new int[PostingList.Classes + 1];
            var total = PostingList.ReadCounts(bits, counts);
            if (total > Head.Documents) throw new BrokenPartException("a term has more documents than there are");
            var known = Math.Min(total, PostingList.HeadLimit(term));
            var list = new int[total];
            PostingList.Read(bits, list, counts, Head.Slots, 0, known);
            return new TermPostings(term, total, counts, list, known);
        }));
        return terms.GetValueOrDefault(key)?.Anew() ?? Nobody(key);
    }

    /// <summary>Loads the rest of a term's list.</summary>
    internal void Complete(TermPostings term)
    {
        lock (term.List)
        {
            if (term.IsComplete) return;
            var leaf = LongDirectory.Find(term.Key);
            if (leaf.Empty) throw new BrokenPartException($"{Head.Path} knows no rest of a list that is cut");
            var rest = Cached(FormattableString.Invariant($"long {leaf.Low}"), _ => TermLeaf.Read(Leaf("long", PartKind.Long, leaf), leaf.Low, (bits, key) =>
            {
                var counts = new int[PostingList.Classes + 1];
                var total = PostingList.ReadCounts(bits, counts);
                var list = new int[total];
                PostingList.Read(bits, list, counts, Head.Slots, PostingList.HeadLimit(key), total);
                return list;
            }));
            if (!rest.TryGetValue(term.Key, out var list) || list.Length != term.Total)
                throw new BrokenPartException("the parts of a list differ about it: they are from different builds");
            list.AsSpan(term.Known).CopyTo(term.List.AsSpan(term.Known));
            term.Complete();
        }
    }

    /// <summary>The stored document of a slot.</summary>
    internal StoredText Document(int slot) => Cached(FormattableString.Invariant($"slot {slot}"), _ =>
    {
        var path = TextPathOf(slot);
        try
        {
            var (document, pattern) = StoredDocument.Read(TextPart(slot).Span[Part.HeaderLength..]);
            return new StoredText(slot, document, pattern);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new BrokenPartException($"{path} holds a document that cannot be read", e);
        }
    });

    /// <summary>The file that holds the text of a slot.</summary>
    internal string TextPathOf(int slot) => IsLonger(slot) ? TextFile.OwnPathOf(slot) : TextFile.PathOf(TextFile.FileOf(slot));

    private bool IsLonger(int slot) => Head.Longer.AsSpan().BinarySearch(slot) >= 0;

    /// <summary>The stored document of a slot as the part that it is.</summary>
    internal ReadOnlyMemory<byte> TextPart(int slot)
    {
        var path = TextPathOf(slot);
        var isLonger = IsLonger(slot);
        var part = isLonger ? Bytes(path) : TextFile.CellOf(Bytes(path), Head.Cell, slot);
        var payload = Part.Open(part, PartKind.Text, path, (uint)slot, isLonger ? 1 : Head.Cell);
        return part[..(Part.HeaderLength + payload.Length)];
    }

    internal Column Column(string name)
    {
        var path = Head.Files.GetValueOrDefault(name) ?? throw new BrokenPartException($"the index has no column {name}");
        return Cached(path, p => Format.Column.Read(Named(p), Head.Slots, p));
    }

    /// <summary>The bucket of a beginning, or null when nothing begins so.</summary>
    internal SuggestionBucket? Suggestions(string prefix)
    {
        var leaf = SuggestionDirectory.Find(Text.TermKey.Beginning(prefix));
        if (leaf.Empty) return null;
        var buckets = Cached(FormattableString.Invariant($"suggest {leaf.Low}"), p => SuggestionBucket.ReadAll(Part.Inflate(Leaf(SuggestionFiles.Folder, PartKind.Suggestions, leaf), p)));
        return buckets.GetValueOrDefault(prefix);
    }

    private static TermPostings Nobody(ulong key) => new(key, 0, new int[PostingList.Classes + 1], [], 0);

    private T Cached<T>(string key, Func<string, T> make) where T : class => (T)_cache.GetOrAdd(key, k => make(k));

    /// <summary>A file whose name says what it holds: another of its kind in its place is noticed.</summary>
    private ReadOnlyMemory<byte> Named(string path)
    {
        var bytes = Bytes(path);
        var named = bytes.Length >= Part.HeaderLength && path.Contains(FormattableString.Invariant($"-{Part.Tag(bytes.Span):x6}."), StringComparison.Ordinal);
        // What is too short, or cut, says so itself.
        return named || bytes.Length < Part.HeaderLength ? bytes : throw new BrokenPartException($"{path} is from another build, or in the place of another");
    }

    internal ReadOnlyMemory<byte> Bytes(string path) => _read(path) ?? throw new BrokenPartException($"{path} is missing: the index is incomplete or being replaced");

    /// <summary>What a leaf holds that is not empty.</summary>
    internal ReadOnlyMemory<byte> Leaf(string folder, PartKind kind, KeyLeaf leaf)
    {
        var path = leaf.File?.PathIn(folder) ?? throw new ArgumentException("An empty leaf stands in no file.", nameof(leaf));
        return leaf.Of(Bytes(path), kind, path);
    }
}
