namespace HonourWall.Admin.Protection;

/// <summary>
/// An authenticated cipher. Ours is AES-256-GCM (<c>v1</c>); a certified module (国密 SM4-GCM, for one) takes another version and is registered
/// beside it. Values name their version, so that both are readable while data moves over. We claim no certification for either.
/// </summary>
public interface ISealingModule
{
    /// <summary>The first part of each value sealed by it: <c>v1</c>.</summary>
    string Version { get; }

    int KeyBytes { get; }

    int NonceBytes { get; }

    int TagBytes { get; }

    void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, Span<byte> cipher, Span<byte> tag, ReadOnlySpan<byte> bound);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The value was changed or stands in another place.</exception>
    void Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> cipher, ReadOnlySpan<byte> tag, Span<byte> plain, ReadOnlySpan<byte> bound);
}
