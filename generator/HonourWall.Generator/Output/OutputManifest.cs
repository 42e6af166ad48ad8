using System.Buffers;
using System.Text;

namespace HonourWall.Generator.Output;

/// <summary>The files of a built site with the hash of each: a line <c>hash path</c>, by path.</summary>
public sealed class OutputManifest
{
    public static readonly OutputManifest Empty = new([]);

    /// <summary>How long a hash is in it, in hexadecimal digits.</summary>
    private const int Digits = 2 * ContentHash.Length;

    private static ReadOnlySpan<byte> Header => "honourwall 1\n"u8;

    private readonly List<string> _paths;
    private readonly List<ContentHash> _hashes;
    private readonly Dictionary<string, int> _places;

    /// <param name="files">In the order of their paths.</param>
    private OutputManifest(IReadOnlyCollection<(string Path, ContentHash Hash)> files)
    {
        (_paths, _hashes) = (new(files.Count), new(files.Count));
        _places = new(files.Count, StringComparer.Ordinal);
        foreach (var (path, hash) in files)
        {
            _places.Add(path, _paths.Count);
            _paths.Add(path);
            _hashes.Add(hash);
        }
    }

    public int Count => _paths.Count;

    public IEnumerable<string> Paths => _paths;

    public ContentHash? HashOf(string path) => PlaceOf(path) is >= 0 and var place ? _hashes[place] : null;

    /// <summary>Which of its files a path is; −1: none of them.</summary>
    public int PlaceOf(string path) => _places.TryGetValue(path, out var place) ? place : -1;

    /// <summary>The file at a place; they stand in the ordinal order of their paths.</summary>
    public (string Path, ContentHash Hash) this[int place] => (_paths[place], _hashes[place]);

    /// <summary>The place of the first file whose path is not before that one.</summary>
    public int FirstFrom(string path)
    {
        var place = _paths.BinarySearch(path, StringComparer.Ordinal);
        return place < 0 ? ~place : place;
    }

    /// <summary>The manifest without files of which it is not known what they hold now.</summary>
    public OutputManifest Without(IReadOnlySet<string> paths) =>
        paths.Count == 0 ? this : new OutputManifest([.. Enumerable.Range(0, Count).Select(i => this[i]).Where(file => !paths.Contains(file.Path))]);

    /// <summary>An unreadable or foreign manifest counts as empty: then every file is written anew.</summary>
    public static OutputManifest Read(string file)
    {
        ReadOnlySpan<byte> text = File.ReadAllBytes(file);
        if (!text.StartsWith(Header)) return Empty;
        text = text[Header.Length..];
        var files = new List<(string Path, ContentHash Hash)>(text.Count((byte)'\n'));
        var isOrdered = true;
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            if (line.Length <= Digits + 1 || line[Digits] != ' ' || !ContentHash.TryParse(line[..Digits], out var hash)) continue;
            var path = Encoding.UTF8.GetString(line[(Digits + 1)..]);
            isOrdered &= files.Count == 0 || string.CompareOrdinal(files[^1].Path, path) < 0;
            files.Add((path, hash));
        }
        // We write them in order, each once.
        return isOrdered ? new OutputManifest(files) : Empty;
    }

    /// <summary>Writes the manifest of the site that comes after this one. Most of its files stand in order already; only new ones are sorted.</summary>
    /// <param name="isKept">Whether the file at a place is in the next site as it was in this one.</param>
    /// <param name="written">The files that are not, or that are new.</param>
    public void WriteNext(string file, ReadOnlySpan<bool> isKept, IReadOnlyDictionary<string, ContentHash> written)
    {
        var bytes = new ArrayBufferWriter<byte>(64 * (Count + written.Count) + Header.Length);
        bytes.Write(Header);
        var next = new Queue<string>(written.Keys.Order(StringComparer.Ordinal));
        for (var place = 0; place < Count; place++)
        {
            while (next.TryPeek(out var first) && string.CompareOrdinal(first, _paths[place]) <= 0) Write(next.Dequeue(), written[first]);
            if (isKept[place]) Write(_paths[place], _hashes[place]);
        }
        while (next.TryDequeue(out var last)) Write(last, written[last]);
        File.WriteAllBytes(file, bytes.WrittenSpan);

        void Write(string path, ContentHash hash)
        {
            var line = bytes.GetSpan(Digits + 2 + Encoding.UTF8.GetMaxByteCount(path.Length));
            hash.Format(line);
            line[Digits] = (byte)' ';
            var length = Digits + 1 + Encoding.UTF8.GetBytes(path, line[(Digits + 1)..]);
            line[length] = (byte)'\n';
            bytes.Advance(length + 1);
        }
    }
}
