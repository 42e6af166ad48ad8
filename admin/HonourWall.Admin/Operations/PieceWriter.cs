using System.Buffers.Binary;
using System.Security.Cryptography;

namespace HonourWall.Admin.Operations;

/// <summary>Writes the pieces of <see cref="PassphraseCipher"/>.</summary>
internal sealed class PieceWriter(Stream target, AesGcm aes) : OneWayStream
{
    private readonly byte[] _plain = new byte[PassphraseCipher.Piece];
    private int _used;
    private long _number;

    public override bool CanWrite => true;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (_used == _plain.Length) Put("more"u8);
            var part = Math.Min(buffer.Length, _plain.Length - _used);
            buffer[..part].CopyTo(_plain.AsSpan(_used));
            _used += part;
            buffer = buffer[part..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes the last piece; without it the file does not open.</summary>
    public void Finish() => Put("last"u8);

    private void Put(ReadOnlySpan<byte> bound)
    {
        var cipher = new byte[4 + _used + PassphraseCipher.TagBytes];
        BinaryPrimitives.WriteInt32BigEndian(cipher, _used);
        aes.Encrypt(PassphraseCipher.Nonce(_number++), _plain.AsSpan(0, _used), cipher.AsSpan(4, _used), cipher.AsSpan(4 + _used), bound);
        target.Write(cipher);
        _used = 0;
    }
}
