using System.Collections.Frozen;

namespace HonourWall.Generator.Output;

/// <summary>The files of a built site with the hash of each: a line <c>hash path</c>, by path.</summary>
public sealed class OutputManifest
{
    public static readonly OutputManifest Empty = new(FrozenDictionary<string, string>.Empty);

    private const string Header = "honourwall 1";

    private readonly FrozenDictionary<string, string> _hashes;

    private OutputManifest(FrozenDictionary<string, string> hashes) => _hashes = hashes;

    public IEnumerable<string> Paths => _hashes.Keys;

    public string? HashOf(string path) => _hashes.GetValueOrDefault(path);

    public static OutputManifest Of(IEnumerable<KeyValuePair<string, string>> hashes) => new(hashes.ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>An unreadable or foreign manifest counts as empty: then every file is written anew.</summary>
    public static OutputManifest Read(string file)
    {
        var lines = File.ReadAllLines(file);
        if (lines.Length == 0 || lines[0] != Header) return Empty;
        return Of(lines.Skip(1).Where(l => l.Length > 33 && l[32] == ' ').Select(l => KeyValuePair.Create(l[33..], l[..32])));
    }

    public void Write(string file)
    {
        using var writer = new StreamWriter(file) { NewLine = "\n" };
        writer.WriteLine(Header);
        foreach (var (path, hash) in _hashes.OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            writer.Write(hash);
            writer.Write(' ');
            writer.WriteLine(path);
        }
    }
}
