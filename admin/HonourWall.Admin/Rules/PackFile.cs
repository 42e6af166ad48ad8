using System.Security.Cryptography;
using System.Text;

namespace HonourWall.Admin.Rules;

/// <summary>One YAML file of the rules: a pack, the table of honours, or tests beside a pack (<c>….tests.yaml</c>).</summary>
/// <param name="Name">As diagnostics name it: <c>Rules/Packs/fire.yaml</c>.</param>
public sealed record PackFile(string Name, string Text)
{
    public const string TestsEnding = ".tests.yaml";

    public bool HoldsTests => Name.EndsWith(TestsEnding, StringComparison.Ordinal);

    /// <summary>The file's name without folder: a version is the same wherever the files lie.</summary>
    public string ShortName => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>SHA-256 of the text with line feeds only.</summary>
    public string Hash => HashOf(Text.Replace("\r\n", "\n", StringComparison.Ordinal));

    /// <summary>One hash over several files, whatever their order.</summary>
    public static string HashOf(IEnumerable<PackFile> files) =>
        HashOf(string.Concat(files.OrderBy(f => f.ShortName, StringComparer.Ordinal).Select(f => $"{f.ShortName} {f.Hash}\n")));

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
