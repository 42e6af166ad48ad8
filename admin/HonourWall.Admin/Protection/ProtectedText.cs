namespace HonourWall.Admin.Protection;

/// <summary>
/// A sensitive text as it is stored: <c>v1|key id|nonce|ciphertext|tag</c>. It holds no plain text and prints none; only a
/// <see cref="Vault"/> makes one or opens one.
/// </summary>
public sealed class ProtectedText : IEquatable<ProtectedText>
{
    private ProtectedText(string stored) => Stored = stored;

    /// <summary>The stored form; safe to write to the database, to nothing else.</summary>
    public string Stored { get; }

    /// <summary>From the column, or from the vault that has just sealed it. What it is worth shows when it is opened.</summary>
    internal static ProtectedText FromStored(string stored) => new(stored);

    public bool Equals(ProtectedText? other) => other is not null && string.Equals(Stored, other.Stored, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as ProtectedText);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Stored);

    public override string ToString() => "［受保护］";
}
