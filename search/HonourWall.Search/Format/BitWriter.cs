using System.Numerics;

namespace HonourWall.Search.Format;

/// <summary>Writes bits, most significant first. The codes are those of <c>spec/format.md</c>: bits, gamma, exponential Golomb, Rice.</summary>
internal sealed class BitWriter
{
    private byte[] _bytes = new byte[1024];
    private int _length;
    private ulong _pending;
    private int _pendingBits;

    /// <summary>Writes the lowest <paramref name="count"/> bits of <paramref name="value"/>, at most 56.</summary>
    public void Bits(ulong value, int count)
    {
        if (_pendingBits + count > 64)
        {
            var first = 64 - _pendingBits;
            Bits(value >> (count - first), first);
            count -= first;
        }
        if (count == 0) return;
        _pending = (_pending << count) | (value & (ulong.MaxValue >> (64 - count)));
        _pendingBits += count;
        while (_pendingBits >= 8)
        {
            _pendingBits -= 8;
            if (_length == _bytes.Length) Array.Resize(ref _bytes, _length * 2);
            _bytes[_length++] = (byte)(_pending >> _pendingBits);
        }
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
        for (; zeros > 32; zeros -= 32) Bits(0, 32);
        Bits(1, zeros + 1);
        Bits(value, k);
    }

    public byte[] ToArray()
    {
        var result = new byte[_length + (_pendingBits > 0 ? 1 : 0)];
        _bytes.AsSpan(0, _length).CopyTo(result);
        if (_pendingBits > 0) result[^1] = (byte)(_pending << (8 - _pendingBits));
        return result;
    }
}
