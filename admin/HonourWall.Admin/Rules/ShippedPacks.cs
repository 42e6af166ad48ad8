using System.Text;
using HonourWall.Admin.Rules.Diagnostics;

namespace HonourWall.Admin.Rules;

/// <summary>The packs inside this program (随程序发布的规则包): nothing beside the program can change what it pays.</summary>
public static class ShippedPacks
{
    private const string Prefix = "Rules/Packs/";

    /// <exception cref="InvalidDataException">A shipped pack has a mistake; the tests forbid it.</exception>
    public static RuleBook Read()
    {
        var diagnostics = new RuleDiagnostics();
        return RuleBookReader.Read(Files(), diagnostics)
            ?? throw new InvalidDataException(string.Join('\n', diagnostics.ToImmutable().Select(d => d.Write(RuleLanguage.Chinese))));
    }

    public static IEnumerable<PackFile> Files()
    {
        var assembly = typeof(ShippedPacks).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidDataException(name);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            yield return new PackFile(name, reader.ReadToEnd());
        }
    }
}
