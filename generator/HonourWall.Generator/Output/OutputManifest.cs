namespace HonourWall.Generator.Output;

/// <summary>The files of a built site with the hash of each: a line <c>hash path</c>, by path.</summary>
public sealed class OutputManifest
{
    public static readonly OutputManifest Empty = new([], []);

    private const string Header = "honourwall 1";

    private readonly Dictionary<string, ContentHash> _hashes;
    private readonly List<string> _paths;

    /// <param name="paths">Those of the hashes, in order.</param>
    private OutputManifest(List<string> paths, Dictionary<string, ContentHash> hashes) => (_paths, _hashes) = (paths, hashes);

    public IEnumerable<string> Paths => _paths;

    public IEnumerable<(string Path, ContentHash Hash)> Files => _paths.Select(path => (path, _hashes[path]));

    public ContentHash? HashOf(string path) => _hashes.TryGetValue(path, out var hash) ? hash : null;

    /// <summary>The manifest without files of which it is not known what they hold now.</summary>
    public OutputManifest Without(IReadOnlySet<string> paths) =>
        paths.Count == 0 ? this : new OutputManifest(_paths.FindAll(path => !paths.Contains(path)), _hashes.Where(h => !paths.Contains(h.Key)).ToDictionary(StringComparer.Ordinal));

    /// <summary>An unreadable or foreign manifest counts as empty: then every file is written anew.</summary>
    public static OutputManifest Read(string file)
    {
        var text = File.ReadAllText(file).AsSpan();
        if (!text.StartsWith(Header + "\n", StringComparison.Ordinal)) return Empty;
        var lines = text.Count('\n');
        var (paths, hashes) = (new List<string>(lines), new Dictionary<string, ContentHash>(lines, StringComparer.Ordinal));
        var isOrdered = true;
        foreach (var line in text[(Header.Length + 1)..].EnumerateLines())
        {
            if (line.Length <= 33 || line[32] != ' ' || !ContentHash.TryParse(line[..32], out var hash)) continue;
            var path = line[33..].ToString();
            if (!hashes.TryAdd(path, hash)) return Empty;
            isOrdered &= paths.Count == 0 || string.CompareOrdinal(paths[^1], path) < 0;
            paths.Add(path);
        }
        if (!isOrdered) paths.Sort(StringComparer.Ordinal);
        return new OutputManifest(paths, hashes);
    }

    /// <summary>Writes the manifest of the site that comes after this one. Most of its files stand in order already; only new ones are sorted.</summary>
    public void WriteNext(string file, IReadOnlyDictionary<string, ContentHash> next)
    {
        using var writer = new StreamWriter(file) { NewLine = "\n" };
        writer.WriteLine(Header);
        var added = new Queue<string>(next.Keys.Where(path => !_hashes.ContainsKey(path)).Order(StringComparer.Ordinal));
        foreach (var path in _paths)
        {
            while (added.TryPeek(out var first) && string.CompareOrdinal(first, path) < 0) Write(added.Dequeue(), next[first]);
            if (next.TryGetValue(path, out var hash)) Write(path, hash);
        }
        while (added.TryDequeue(out var last)) Write(last, next[last]);

        void Write(string path, ContentHash hash)
        {
            writer.Write(hash.ToString());
            writer.Write(' ');
            writer.WriteLine(path);
        }
    }
}
