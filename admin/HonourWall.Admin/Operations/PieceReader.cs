using System.Buffers.Binary;
using System.Security.Cryptography;

namespace HonourWall.Admin.Operations;

/// <summary>Reads the pieces of <see cref="PassphraseCipher"/>.</summary>
internal sealed class PieceReader(Stream source, AesGcm aes) : OneWayStream
{
    private byte[] _plain = [];
    private int _at;
    private long _number;
    private bool _last;

    public override bool CanRead => true;

    public override int Read(Span<byte> buffer)
    {
        while (_at == _plain.Length)
        {
            if (_last) return 0;
            Next();
        }
        var part = Math.Min(buffer.Length, _plain.Length - _at);
        _plain.AsSpan(_at, part).CopyTo(buffer);
        _at += part;
        return part;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing) aes.Dispose();
        base.Dispose(disposing);
    }

    private void Next()
    {
        var head = new byte[4];
        if (source.ReadAtLeast(head, 4, throwOnEndOfStream: false) < 4) throw Damaged();
        var length = BinaryPrimitives.ReadInt32BigEndian(head);
        if (length is < 0 or > PassphraseCipher.Piece) throw Damaged();
        var cipher = new byte[length + PassphraseCipher.TagBytes];
        if (source.ReadAtLeast(cipher, cipher.Length, throwOnEndOfStream: false) < cipher.Length) throw Damaged();
        _plain = new byte[length];
        _at = 0;
        // Which of the two it is, the tag tells.
        if (!Open(cipher, "more"u8))
        {
            if (!Open(cipher, "last"u8)) throw Damaged();
            _last = true;
        }
        _number++;
    }

    private bool Open(byte[] cipher, ReadOnlySpan<byte> bound)
    {
        try
        {
            aes.Decrypt(PassphraseCipher.Nonce(_number), cipher.AsSpan(0, _plain.Length), cipher.AsSpan(_plain.Length), _plain, bound);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private static OperationException Damaged() => new("备份打不开：口令不对，或文件已损坏、不完整。");
}
