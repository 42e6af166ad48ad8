using System.Collections.Concurrent;
using System.Text.Json;
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

    /// <summary>The loaded part of a term's list; a term nobody has is an empty one.</summary>
    internal TermPostings Find(ulong key)
    {
        var leaf = TermDirectory.Find(key);
        if (leaf.Empty) return Nobody(key);
        var terms = Cached(TermLeaf.PathOf("terms", leaf.Low, leaf.Tag), path => TermLeaf.Read(Tagged(path, PartKind.Terms, leaf.Tag), leaf.Low, (bits, term) =>
        {
            var counts = new int[PostingList.Classes + 1];
            var total = PostingList.ReadCounts(bits, counts);
            if (total > Head.Documents) throw new BrokenPartException($"{path} has a term with more documents than there are");
            var known = Math.Min(total, PostingList.HeadLimit(term));
            var list = new int[total];
            PostingList.Read(bits, list, counts, Head.Slots, 0, known);
            return new TermPostings(term, total, counts, list, known);
        }));
        return terms.GetValueOrDefault(key) ?? Nobody(key);
    }

    /// <summary>Loads the rest of a term's list.</summary>
    internal void Complete(TermPostings term)
    {
        lock (term)
        {
            if (term.IsComplete) return;
            var leaf = LongDirectory.Find(term.Key);
            var path = TermLeaf.PathOf("long", leaf.Low, leaf.Tag);
            var rest = Cached(path, _ => TermLeaf.Read(Tagged(path, PartKind.Long, leaf.Tag), leaf.Low, (bits, key) =>
            {
                var counts = new int[PostingList.Classes + 1];
                var total = PostingList.ReadCounts(bits, counts);
                var list = new int[total];
                PostingList.Read(bits, list, counts, Head.Slots, PostingList.HeadLimit(key), total);
                return list;
            }));
            if (!rest.TryGetValue(term.Key, out var list) || list.Length != term.Total)
                throw new BrokenPartException($"{path} and the term part differ about a term: they are from different builds");
            list.AsSpan(term.Known).CopyTo(term.List.AsSpan(term.Known));
            term.Complete();
        }
    }

    /// <summary>The stored document of a slot.</summary>
    internal StoredText Document(int slot) => Cached(FormattableString.Invariant($"slot {slot}"), _ =>
    {
        var path = TextPart.PathOf(slot);
        try
        {
            var (document, pattern) = StoredDocument.Read(TextPart.Read(Bytes(path), slot), path);
            return new StoredText(slot, document, pattern);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new BrokenPartException($"{path} holds a document that cannot be read", e);
        }
    });

    internal Column Column(string name)
    {
        var path = Head.Files.GetValueOrDefault(name) ?? throw new BrokenPartException($"the index has no column {name}");
        return Cached(path, p => Format.Column.Read(Bytes(p), Head.Slots, p));
    }

    /// <summary>The bucket of a beginning, or null when nothing begins so.</summary>
    internal SuggestionBucket? Suggestions(string prefix)
    {
        var leaf = SuggestionDirectory.Find(Text.TermKey.Beginning(prefix));
        if (leaf.Empty) return null;
        var path = TermLeaf.PathOf("suggest", leaf.Low, leaf.Tag);
        var buckets = Cached(path, p => SuggestionBucket.ReadAll(Part.Inflate(Tagged(p, PartKind.Suggestions, leaf.Tag), p)));
        return buckets.GetValueOrDefault(prefix);
    }

    private static TermPostings Nobody(ulong key) => new(key, 0, new int[PostingList.Classes + 1], [], 0);

    private T Cached<T>(string key, Func<string, T> make) where T : class => (T)_cache.GetOrAdd(key, k => make(k));

    private ReadOnlyMemory<byte> Bytes(string path) => _read(path) ?? throw new BrokenPartException($"{path} is missing: the index is incomplete or being replaced");

    internal ReadOnlyMemory<byte> Tagged(string path, PartKind kind, int tag)
    {
        var part = Bytes(path);
        var payload = Part.Open(part, kind, path);
        return Part.Tag(part.Span) == tag ? payload : throw new BrokenPartException($"{path} is from another build than {Head.Path}");
    }
}
