using System.Buffers.Binary;
using System.Security.Cryptography;

namespace HonourWall.Admin.Operations;

/// <summary>
/// Encrypts a stream of any length under a passphrase: AES-256-GCM over pieces of 1 MiB, the key by PBKDF2. Each piece is bound to its number and
/// the last one says so: a cut, a swap or a changed byte is an error before anything of that piece is given out.
/// </summary>
/// <remarks>File: <c>HWBACKUP1\n</c>, 16 bytes of salt, then pieces of length (4 bytes, big endian), ciphertext, tag.</remarks>
public static class PassphraseCipher
{
    internal const int Piece = 1024 * 1024, TagBytes = 16;
    private const int SaltBytes = 16, Iterations = 600_000;

    private static ReadOnlySpan<byte> Magic => "HWBACKUP1\n"u8;

    /// <summary>Encrypts what <paramref name="write"/> writes.</summary>
    public static async Task EncryptAsync(Func<Stream, Task> write, Stream target, string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        target.Write(Magic);
        target.Write(salt);
        using var aes = new AesGcm(Key(passphrase, salt), TagBytes);
        await using var pieces = new PieceWriter(target, aes);
        await write(pieces);
        pieces.Finish();
    }

    /// <exception cref="OperationException">No backup, another passphrase, or a damaged file.</exception>
    public static Stream Decrypt(Stream source, string passphrase)
    {
        var head = new byte[Magic.Length + SaltBytes];
        if (source.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.AsSpan(0, Magic.Length).SequenceEqual(Magic)) throw new OperationException("这不是备份文件。");
        return new PieceReader(source, new AesGcm(Key(passphrase, head.AsSpan(Magic.Length)), TagBytes));
    }

    // The key is fresh for each file (its salt is), so the number of the piece is a nonce that never repeats.
    internal static byte[] Nonce(long number)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(4), number);
        return nonce;
    }

    private static byte[] Key(string passphrase, ReadOnlySpan<byte> salt) => Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Iterations, HashAlgorithmName.SHA256, 32);
}
