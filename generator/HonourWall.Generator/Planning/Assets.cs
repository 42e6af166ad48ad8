using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using HonourWall.Site;

namespace HonourWall.Generator.Planning;

/// <summary>Styles, scripts and stones, each under a name that holds the hash of its bytes, so that browsers may keep it for ever.</summary>
public sealed partial class Assets
{
    private readonly Dictionary<string, byte[]> _originals;
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);
    private readonly List<PlannedFile> _files = [];

    private Assets(Dictionary<string, byte[]> originals)
    {
        var scripts = originals.Where(o => IsScript(o.Key)).ToDictionary(o => o.Key, o => Encoding.UTF8.GetString(o.Value), StringComparer.Ordinal);
        // Modules go inside the script that imports them.
        _originals = originals.Where(o => !IsScript(o.Key)).Concat(ScriptBundle.Entries(scripts).Select(entry => KeyValuePair.Create(entry, ScriptBundle.Of(entry, scripts))))
            .ToDictionary(StringComparer.Ordinal);
        foreach (var name in _originals.Keys.Order(StringComparer.Ordinal)) Place(name, []);
        Paths = PathsOf(_paths);
    }

    /// <summary>Asset name (<c>css/site.css</c>) → path in the output (<c>assets/site.1a2b3c4d5e.css</c>).</summary>
    public FrozenDictionary<string, string> Paths { get; }

    /// <summary>Always in one order: it is part of the fingerprint of every page.</summary>
    public static FrozenDictionary<string, string> PathsOf(IEnumerable<KeyValuePair<string, string>> paths) => paths.OrderBy(p => p.Key, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);

    public ImmutableArray<PlannedFile> Files => [.. _files];

    /// <summary>The assets that travel inside the site's assembly; they are the same for every build of a server.</summary>
    public static Assets Read() => InAssembly.Value;

    private static readonly Lazy<Assets> InAssembly = new(ReadAssembly);

    private static Assets ReadAssembly()
    {
        var assembly = typeof(Frame).Assembly;
        return new Assets(assembly.GetManifestResourceNames().Where(n => n.StartsWith("assets/", StringComparison.Ordinal))
            .ToDictionary(n => n["assets/".Length..], n => ReadAll(assembly, n), StringComparer.Ordinal));
    }

    private static byte[] ReadAll(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!; // the name comes from the assembly itself
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Gives an asset its hashed path, after those it refers to: their hashes are part of its bytes.</summary>
    private string Place(string name, ImmutableHashSet<string> waiting)
    {
        if (_paths.TryGetValue(name, out var known)) return known;
        if (waiting.Contains(name)) throw new InvalidOperationException($"Assets refer to each other in a circle: {name}.");
        var bytes = _originals[name];
        if (Path.GetExtension(name) == ".css")
        {
            bytes = Encoding.UTF8.GetBytes(CssReference().Replace(CssSpace().Replace(CssComment().Replace(Encoding.UTF8.GetString(bytes), ""), ""), match =>
            {
                var target = Resolve(name, match.Groups["path"].Value);
                return _originals.ContainsKey(target) ? match.Groups["before"].Value + Path.GetFileName(Place(target, waiting.Add(name))) + match.Groups["after"].Value : match.Value;
            }));
        }
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..10];
        var path = $"assets/{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}";
        _paths.Add(name, path);
        _files.Add(new PlannedBytes(path, default, output =>
        {
            bytes.CopyTo(output.GetSpan(bytes.Length));
            output.Advance(bytes.Length);
        }));
        return path;
    }

    private static bool IsScript(string name) => name.EndsWith(".js", StringComparison.Ordinal);

    /// <summary><c>../img/stone.webp</c> seen from <c>css/site.css</c> is <c>img/stone.webp</c>.</summary>
    private static string Resolve(string from, string path) => new Uri(new Uri("http://site/" + from), path).AbsolutePath[1..];

    /// <summary>Readers' browsers need none.</summary>
    [GeneratedRegex(@"/\*.*?\*/\n?", RegexOptions.Singleline)]
    private static partial Regex CssComment();

    /// <summary>Line ends, and what need not be written at the end of a block.</summary>
    [GeneratedRegex(@"(?<=[{};,])\s*\n\s*|;(?=\})")]
    private static partial Regex CssSpace();

    [GeneratedRegex(@"(?<before>url\([""']?)(?<path>\.{0,2}[^""')#:]+)(?<after>[""']?\))")]
    private static partial Regex CssReference();
}
