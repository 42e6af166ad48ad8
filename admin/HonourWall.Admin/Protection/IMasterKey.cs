namespace HonourWall.Admin.Protection;

/// <summary>
/// The key that wraps the other keys. Ours is a file beside them (<see cref="FileMasterKey"/>); a hardware or 国密 module answers the same two
/// questions without giving the key away.
/// </summary>
public interface IMasterKey
{
    /// <param name="key">The key to wrap.</param>
    /// <param name="label">Bound into the result: the same label opens it.</param>
    byte[] Wrap(ReadOnlySpan<byte> key, string label);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Another master key, another label, or changed bytes.</exception>
    byte[] Unwrap(ReadOnlySpan<byte> wrapped, string label);
}
