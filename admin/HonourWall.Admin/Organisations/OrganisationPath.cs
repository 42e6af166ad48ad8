using System.Globalization;

namespace HonourWall.Admin.Organisations;

/// <summary>
/// The place of an organisation in the tree as text: the ordinals from the root, each followed by a dot (<c>1.12.130.</c>). A subtree is the
/// range of texts from <see cref="Low"/> up to, not including, <see cref="High"/>, so that an index answers "everything below".
/// </summary>
public readonly record struct OrganisationPath
{
    private readonly string? _value;

    private OrganisationPath(string value) => _value = value;

    public string Value => _value ?? "";

    /// <summary>The whole tree: above the root itself.</summary>
    public static OrganisationPath Everything { get; } = new("");

    public static OrganisationPath Root { get; } = new("1.");

    public string Low => Value;

    // '/' is the character after '.': "1.12." ≤ everything below < "1.12/". The empty path is followed by ':' (after '9').
    public string High => Value.Length == 0 ? ":" : Value[..^1] + "/";

    public int Depth => Value.Count(c => c == '.');

    public OrganisationPath Child(int ordinal) => new(Value + ordinal.ToString(CultureInfo.InvariantCulture) + ".");

    public bool Contains(string path) => path.StartsWith(Value, StringComparison.Ordinal);

    /// <summary>The organisations above it and itself, from the city downwards.</summary>
    public IEnumerable<OrganisationPath> FromTheRoot()
    {
        var value = Value;
        return Enumerable.Range(0, value.Length).Where(at => value[at] == '.').Select(at => new OrganisationPath(value[..(at + 1)]));
    }

    /// <exception cref="FormatException">No path.</exception>
    public static OrganisationPath Parse(string text)
    {
        var good = text.Length > 0 && text[^1] == '.' && text[..^1].Split('.').All(part => part.Length > 0 && part.All(char.IsAsciiDigit));
        return good ? new(text) : throw new FormatException("Not an organisation path.");
    }

    public override string ToString() => Value;
}
