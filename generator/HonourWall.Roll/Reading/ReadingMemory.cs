using System.Collections.Concurrent;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Roll.Reading;

/// <summary>
/// What was read of people's files before and had no fault: the front matter, and of the text what others need to know of it. A file that is still
/// the same is not opened again. It goes from build to build, in a file beside the site or in the memory of a server.
/// </summary>
public sealed class ReadingMemory
{
    private readonly Dictionary<string, RememberedText> _before;
    private readonly ConcurrentDictionary<string, RememberedText> _read = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, RememberedText>> _now;
    private readonly object _reading = new();

    private ReadingMemory(Dictionary<string, RememberedText> before)
    {
        _before = before;
        _now = new(Now);
    }

    public static ReadingMemory Nothing => new([]);

    /// <summary>No two memories that hold something else have the same one.</summary>
    public ContentHash Edition { get; private init; }

    /// <summary>
    /// Only what has been left alone for so long is remembered: the clock of file systems ticks in milliseconds, that of some in seconds, so what was
    /// changed just now may change again without a sign.
    /// </summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether the next reading knows something that this one did not, or no longer.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>What it knew before it was last used.</summary>
    public ReadingMemory Afresh(TimeSpan settling) => new(_before) { Edition = Edition, Settling = settling };

    /// <summary>
    /// Keeps what this reading learnt. Files about which there is something to say are read anew next time, so that it is said again; so are those that
    /// have not settled. What was in them is known all the same, so that it can be told whether they have changed.
    /// </summary>
    public ReadingMemory Next(IEnumerable<Diagnostic> diagnostics)
    {
        var blamed = diagnostics.Select(d => d.Place.File).ToHashSet(StringComparer.Ordinal);
        var kept = new Dictionary<string, RememberedText>(_now.Value.Count, StringComparer.Ordinal);
        foreach (var (name, text) in _now.Value) kept.Add(name, blamed.Contains(name) ? text with { Stamp = default } : text);
        var hasChanged = kept.Count != _before.Count || kept.Any(k => !_before.TryGetValue(k.Key, out var before) || !before.IsSame(k.Value));
        return new ReadingMemory(kept) { HasChanged = hasChanged, Edition = hasChanged ? NewEdition() : Edition, Settling = Settling };
    }

    /// <summary>Once all is read: the files that have changed since the last reading; null where one came or went, or a change reaches farther than the pages that show the person.</summary>
    public ChangedPeople? Changed()
    {
        if (_now.Value.Count != _before.Count) return null;
        var (texts, facts) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (name, now) in _now.Value)
        {
            if (!_before.TryGetValue(name, out var before) || !before.DiffersNearby(now)) return null;
            if (before.IsSameContent(now)) continue;
            // What the text names of the pictures beside it is published.
            if (name.EndsWith("/index.md", StringComparison.Ordinal)) return null;
            if (before.Hash != now.Hash) texts.Add(name);
            if (before.Head != now.Head) facts.Add(name);
        }
        return new ChangedPeople(texts, facts);
    }

    /// <summary>Whether what differs between a file that was just read and what is known of it shows on pages with this person alone; false where it is not known.</summary>
    internal bool DiffersNearby(string name) => _before.TryGetValue(name, out var before) && _read.TryGetValue(name, out var now) && before.DiffersNearby(now);

    /// <summary>See <see cref="ContentFile.NamesPages"/>; of the text before this one.</summary>
    internal bool NamedPages(string name) => _before.TryGetValue(name, out var before) && before.NamesPages;

    /// <summary>Takes every other file for unchanged, once somebody has looked at all of them.</summary>
    internal void RecallAllOthers()
    {
        foreach (var text in _before.Values) text.RecalledBy = _reading;
    }

    /// <summary>Once all is read: of a file the hash of its front matter and that of its text; null where it is not known.</summary>
    internal (ContentHash Head, ContentHash Text)? HashesOf(string name) => _now.Value.TryGetValue(name, out var text) ? (ContentHash.Of(text.Head), text.Hash) : null;

    /// <summary>Whether <see cref="Changed"/> speaks for a file.</summary>
    internal bool Knows(string name) => _now.Value.ContainsKey(name);

    private static ContentHash NewEdition() => ContentHash.Of(Guid.NewGuid().ToByteArray());

    internal RememberedText? Recall(string name, FileStamp? stamp)
    {
        if (stamp is null || !_before.TryGetValue(name, out var known) || known.Stamp != stamp) return null;
        known.RecalledBy = _reading;
        return known;
    }

    /// <summary>Once all is read: what was recalled, and what was read anew. Nine of ten are recalled, by all threads, which would wait for each other at a table.</summary>
    private Dictionary<string, RememberedText> Now()
    {
        var now = new Dictionary<string, RememberedText>(_before.Count + _read.Count, StringComparer.Ordinal);
        foreach (var (name, text) in _before)
        {
            if (ReferenceEquals(text.RecalledBy, _reading)) now.Add(name, text);
        }
        foreach (var (name, text) in _read) now[name] = text;
        return now;
    }

    internal void Keep(ContentFile file, FileStamp stamp, string head, MarkdownText body)
    {
        _read[file.Name] = new RememberedText(stamp.IsSettled(Settling) ? stamp : default, head, body.Place.Line, body.Marks, body.Hash, file.NamesPages);
    }

    /// <summary>Nothing is remembered where the file is missing, of another version, or damaged.</summary>
    /// <param name="version">What must be the same for the memory to be of use.</param>
    public static ReadingMemory Load(string file, ContentHash version, TimeSpan settling) => CacheFile.Read(file, reader =>
    {
        if (ContentHash.Read(reader) != version) return null;
        var edition = ContentHash.Read(reader);
        var count = CacheFile.ReadCount(reader);
        var texts = new Dictionary<string, RememberedText>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var name = reader.ReadString();
            var stamp = new FileStamp(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
            texts.Add(name, new RememberedText(stamp, reader.ReadString(), reader.ReadInt32(), reader.ReadString(), ContentHash.Read(reader), reader.ReadBoolean()));
        }
        return new ReadingMemory(texts) { Edition = edition, Settling = settling };
    }) ?? new ReadingMemory([]) { Settling = settling };

    /// <summary>What <see cref="Load"/> reads.</summary>
    public ReadOnlyMemory<byte> BytesFor(string file, ContentHash version) => CacheFile.BytesFor(file, writer =>
    {
        version.Write(writer);
        Edition.Write(writer);
        writer.Write(_before.Count);
        foreach (var (name, text) in _before)
        {
            writer.Write(name);
            writer.Write(text.Stamp.Length);
            writer.Write(text.Stamp.Modified);
            writer.Write(text.Stamp.Changed);
            writer.Write(text.Stamp.Number);
            writer.Write(text.Head);
            writer.Write(text.BodyLine);
            writer.Write(text.Marks);
            text.Hash.Write(writer);
            writer.Write(text.NamesPages);
        }
    });
}

/// <param name="Stamp">None where the file is to be read again.</param>
/// <param name="Head">From the beginning of the file to the end of its front matter.</param>
/// <param name="BodyLine">Where the text below it begins; 0: there is none.</param>
/// <param name="NamesPages">See <see cref="ContentFile.NamesPages"/>.</param>
internal sealed record RememberedText(FileStamp Stamp, string Head, int BodyLine, string Marks, ContentHash Hash, bool NamesPages)
{
    /// <summary>What the front matter was read as; a server keeps it from build to build.</summary>
    public object? Draft { get; set; }

    /// <summary>The reading that last found its file unchanged.</summary>
    internal object? RecalledBy { get; set; }

    public bool IsSame(RememberedText other) => ReferenceEquals(this, other) || (Stamp == other.Stamp && Hash == other.Hash && Head == other.Head);

    public bool IsSameContent(RememberedText other) => ReferenceEquals(this, other) || (Hash == other.Hash && Head == other.Head);

    /// <summary>In the words below the front matter and in keys that reach no farther (<see cref="NearbyKeys"/>), or not at all.</summary>
    public bool DiffersNearby(RememberedText other) => ReferenceEquals(this, other) || (BodyLine == 0 == (other.BodyLine == 0) && NearbyKeys.AreAllThatDiffer(Head, other.Head));
}
