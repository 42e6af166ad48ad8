using System.Security.Cryptography;

namespace HonourWall.Admin.Protection;

/// <summary>AES-256-GCM of the base library.</summary>
public sealed class AesGcmModule : ISealingModule
{
    public string Version => "v1";

    public int KeyBytes => 32;

    public int NonceBytes => 12;

    public int TagBytes => 16;

    public void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, Span<byte> cipher, Span<byte> tag, ReadOnlySpan<byte> bound)
    {
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, cipher, tag, bound);
    }

    public void Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> cipher, ReadOnlySpan<byte> tag, Span<byte> plain, ReadOnlySpan<byte> bound)
    {
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(nonce, cipher, tag, plain, bound);
    }
}
