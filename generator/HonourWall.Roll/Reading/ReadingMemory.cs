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
    private readonly ConcurrentDictionary<string, RememberedText> _now = new(StringComparer.Ordinal);

    private ReadingMemory(Dictionary<string, RememberedText> before) => _before = before;

    public static ReadingMemory Nothing => new([]);

    /// <summary>
    /// Only what has been left alone for so long is remembered: the clock of file systems ticks in milliseconds, that of some in seconds, so what was
    /// changed just now may change again without a sign.
    /// </summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether the next reading knows something that this one did not, or no longer.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Keeps what this reading learnt, but of files about which there is something to say: they are read anew so that it is said again.</summary>
    public ReadingMemory Next(IEnumerable<Diagnostic> diagnostics)
    {
        var blamed = diagnostics.Select(d => d.Place.File).ToHashSet(StringComparer.Ordinal);
        var kept = new Dictionary<string, RememberedText>(_now.Count, StringComparer.Ordinal);
        foreach (var (name, text) in _now)
        {
            if (!blamed.Contains(name)) kept.Add(name, text);
        }
        return new ReadingMemory(kept) { HasChanged = kept.Count != _before.Count || kept.Any(k => !_before.TryGetValue(k.Key, out var before) || before.Stamp != k.Value.Stamp), Settling = Settling };
    }

    internal RememberedText? Recall(string name, FileStamp? stamp)
    {
        if (stamp is null || !_before.TryGetValue(name, out var known) || known.Stamp != stamp) return null;
        _now[name] = known;
        return known;
    }

    internal void Keep(string name, FileStamp stamp, string head, MarkdownText body)
    {
        if (stamp.IsSettled(Settling)) _now[name] = new RememberedText(stamp, head, body.Place.Line, body.Marks, body.Hash);
    }

    /// <summary>Nothing is remembered where the file is missing, of another version, or damaged.</summary>
    /// <param name="version">What must be the same for the memory to be of use.</param>
    public static ReadingMemory Load(string file, ContentHash version, TimeSpan settling) => new(CacheFile.Read(file, reader =>
    {
        if (ContentHash.Read(reader) != version) return null;
        var count = CacheFile.ReadCount(reader);
        var texts = new Dictionary<string, RememberedText>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var name = reader.ReadString();
            var stamp = new FileStamp(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
            texts.Add(name, new RememberedText(stamp, reader.ReadString(), reader.ReadInt32(), reader.ReadString(), ContentHash.Read(reader)));
        }
        return texts;
    }) ?? [])
    {
        Settling = settling,
    };

    public void Save(string file, ContentHash version) => CacheFile.Write(file, writer =>
    {
        version.Write(writer);
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
        }
    });
}

/// <param name="Head">From the beginning of the file to the end of its front matter.</param>
/// <param name="BodyLine">Where the text below it begins; 0: there is none.</param>
internal sealed record RememberedText(FileStamp Stamp, string Head, int BodyLine, string Marks, ContentHash Hash)
{
    /// <summary>What the front matter was read as; a server keeps it from build to build.</summary>
    public object? Draft { get; set; }
}
