namespace HonourWall.Generator.Output;

/// <summary>The files of a built site with the hash of each: a line <c>hash path</c>, by path.</summary>
public sealed class OutputManifest
{
    public static readonly OutputManifest Empty = new([]);

    private const string Header = "honourwall 1";

    private readonly Dictionary<string, ContentHash> _hashes;

    private OutputManifest(Dictionary<string, ContentHash> hashes) => _hashes = hashes;

    public IEnumerable<string> Paths => _hashes.Keys;

    public IEnumerable<(string Path, ContentHash Hash)> Files => _hashes.Select(h => (h.Key, h.Value));

    public ContentHash? HashOf(string path) => _hashes.TryGetValue(path, out var hash) ? hash : null;

    /// <summary>The manifest without files of which it is not known what they hold now.</summary>
    public OutputManifest Without(IReadOnlySet<string> paths) => paths.Count == 0 ? this : Of(_hashes.Where(h => !paths.Contains(h.Key)));

    public static OutputManifest Of(IEnumerable<KeyValuePair<string, ContentHash>> hashes) => new(hashes.ToDictionary(StringComparer.Ordinal));

    /// <summary>An unreadable or foreign manifest counts as empty: then every file is written anew.</summary>
    public static OutputManifest Read(string file)
    {
        var lines = File.ReadAllLines(file);
        if (lines.Length == 0 || lines[0] != Header) return Empty;
        var hashes = new Dictionary<string, ContentHash>(lines.Length, StringComparer.Ordinal);
        foreach (var line in lines.AsSpan(1))
        {
            if (line.Length > 33 && line[32] == ' ' && ContentHash.TryParse(line.AsSpan(0, 32), out var hash)) hashes[line[33..]] = hash;
        }
        return new OutputManifest(hashes);
    }

    public void Write(string file)
    {
        using var writer = new StreamWriter(file) { NewLine = "\n" };
        writer.WriteLine(Header);
        foreach (var (path, hash) in _hashes.OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            writer.Write(hash.ToString());
            writer.Write(' ');
            writer.WriteLine(path);
        }
    }
}
