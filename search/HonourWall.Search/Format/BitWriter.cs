using System.Buffers.Binary;
using System.Numerics;

namespace HonourWall.Search.Format;

/// <summary>Writes bits, most significant first. The codes are those of <c>spec/format.md</c>: bits, gamma, exponential Golomb, Rice.</summary>
internal sealed class BitWriter
{
    private byte[] _bytes = new byte[1024];
    private int _length;
    private ulong _pending;
    private int _pendingBits;

    /// <summary>How many bits are written.</summary>
    public int Length => checked(8 * _length + _pendingBits);

    /// <summary>Begins anew with the same memory.</summary>
    public void Clear() => (_length, _pending, _pendingBits) = (0, 0, 0);

    /// <summary>Writes the lowest <paramref name="count"/> bits of <paramref name="value"/>, at most 56.</summary>
    public void Bits(ulong value, int count)
    {
        if (count == 0) return;
        value &= ulong.MaxValue >> (64 - count);
        var free = 64 - _pendingBits;
        if (count < free)
        {
            _pending |= value << (free - count);
            _pendingBits += count;
            return;
        }
        var left = count - free;
        if (_length + 8 > _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        BinaryPrimitives.WriteUInt64BigEndian(_bytes.AsSpan(_length), _pending | value >> left);
        _length += 8;
        _pending = left == 0 ? 0 : value << (64 - left);
        _pendingBits = left;
    }

    /// <summary>Elias gamma of a value ≥ 1: as many zeros as it has further bits, then the value.</summary>
    public void Gamma(ulong value)
    {
        var further = BitOperations.Log2(value);
        Bits(0, further);
        Bits(value, further + 1);
    }

    /// <summary>The gamma code of value / 2^k + 1, then the k lowest bits.</summary>
    public void Golomb(ulong value, int k)
    {
        Gamma((value >> k) + 1);
        Bits(value, k);
    }

    /// <summary>value / 2^k as that many zeros and a one, then the k lowest bits.</summary>
    public void Rice(uint value, int k)
    {
        var zeros = (int)(value >> k);
        for (; zeros > 16; zeros -= 16) Bits(0, 16);
        Bits(1UL << k | value & ((1UL << k) - 1), zeros + 1 + k);
    }

    /// <summary>Copies bits as they are.</summary>
    public void Copy(ReadOnlySpan<byte> source, int from, int until)
    {
        for (; until - from >= 56 && (from >> 3) + 8 <= source.Length; from += 56)
            Bits(BinaryPrimitives.ReadUInt64BigEndian(source[(from >> 3)..]) << (from & 7) >> 8, 56);
        while (from < until)
        {
            var count = Math.Min(8 - (from & 7), until - from);
            Bits((uint)source[from >> 3] >> (8 - (from & 7) - count), count);
            from += count;
        }
    }

    public byte[] ToArray()
    {
        var rest = (_pendingBits + 7) / 8;
        var result = new byte[_length + rest];
        _bytes.AsSpan(0, _length).CopyTo(result);
        for (var i = 0; i < rest; i++) result[_length + i] = (byte)(_pending >> (56 - 8 * i));
        return result;
    }
}
