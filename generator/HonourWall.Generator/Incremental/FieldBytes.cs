using System.Buffers.Binary;
using System.Text;

namespace HonourWall.Generator.Incremental;

/// <summary>The fields of a value one after the other, from which its fingerprint is worked out; most are a few bytes long.</summary>
internal sealed class FieldBytes
{
    private byte[] _bytes = new byte[1024];
    private int _length;

    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Byte(byte value)
    {
        Room(1)[0] = value;
        _length++;
    }

    public void Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), value);
        _length += sizeof(long);
    }

    public void Hash(ContentHash hash)
    {
        Number((long)hash.High);
        Number((long)hash.Low);
    }

    // The length goes first: "ab" "c" is not "a" "bc".
    public void Text(string text)
    {
        Number(text.Length);
        _length += Encoding.UTF8.GetBytes(text, Room(text.Length * 3)); // no UTF-16 character takes more
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        return _bytes.AsSpan(_length);
    }
}
