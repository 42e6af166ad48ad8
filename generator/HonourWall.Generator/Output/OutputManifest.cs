using System.Collections.Frozen;
using System.Globalization;

namespace HonourWall.Generator.Output;

/// <summary>The files of a built site with the hash of each: a line <c>hash path</c>, by path.</summary>
public sealed class OutputManifest
{
    public static readonly OutputManifest Empty = new(FrozenDictionary<string, UInt128>.Empty);

    private const string Header = "honourwall 1";

    private readonly FrozenDictionary<string, UInt128> _hashes;

    private OutputManifest(FrozenDictionary<string, UInt128> hashes) => _hashes = hashes;

    public IEnumerable<string> Paths => _hashes.Keys;

    public UInt128? HashOf(string path) => _hashes.TryGetValue(path, out var hash) ? hash : null;

    /// <summary>The manifest without files of which it is not known what they hold now.</summary>
    public OutputManifest Without(IReadOnlySet<string> paths) => paths.Count == 0 ? this : Of(_hashes.Where(h => !paths.Contains(h.Key)));

    public static OutputManifest Of(IEnumerable<KeyValuePair<string, UInt128>> hashes) => new(hashes.ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>An unreadable or foreign manifest counts as empty: then every file is written anew.</summary>
    public static OutputManifest Read(string file)
    {
        var lines = File.ReadAllLines(file);
        if (lines.Length == 0 || lines[0] != Header) return Empty;
        return Of(lines.Skip(1).Where(l => l.Length > 33 && l[32] == ' ').Select(l => KeyValuePair.Create(l[33..], UInt128.Parse(l.AsSpan(0, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))));
    }

    public void Write(string file)
    {
        using var writer = new StreamWriter(file) { NewLine = "\n" };
        writer.WriteLine(Header);
        foreach (var (path, hash) in _hashes.OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            writer.Write(hash.ToString("x32", CultureInfo.InvariantCulture));
            writer.Write(' ');
            writer.WriteLine(path);
        }
    }
}
