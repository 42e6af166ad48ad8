using System.Buffers.Binary;
using System.Numerics;

namespace HonourWall.Search.Format;

/// <summary>Reads what <see cref="BitWriter"/> wrote. Reading past the end is a <see cref="BrokenPartException"/>, not zeros.</summary>
internal sealed class BitReader(ReadOnlyMemory<byte> bytes)
{
    /// <summary>A window of eight bytes has at least so many good bits whatever bit it begins at.</summary>
    private const int WindowBits = 57;

    private readonly byte[] _bytes = bytes.ToArray();
    private int _at;

    /// <summary>How many bits were read.</summary>
    public int Position => _at;

    public ReadOnlyMemory<byte> Bytes => _bytes;

    public ulong Bits(int count)
    {
        if (count == 0) return 0;
        var value = Window() >> (64 - count);
        Skip(count);
        return value;
    }

    public ulong Gamma()
    {
        var further = Zeros();
        return further > 56 ? throw new BrokenPartException("a number is too long") : (1UL << further) | Bits(further);
    }

    public ulong Golomb(int k) => ((Gamma() - 1) << k) | Bits(k);

    public uint Rice(int k)
    {
        var window = Window();
        var zeros = BitOperations.LeadingZeroCount(window);
        if (zeros + 1 + k > WindowBits) return ((uint)Zeros() << k) | (uint)Bits(k);
        Skip(zeros + 1 + k);
        return ((uint)zeros << k) | (uint)((window << zeros << 1) >> 1 >> (63 - k));
    }

    /// <summary>Passes over so many Rice codes, as many at a time as a window holds.</summary>
    public void SkipRice(int k, int codes)
    {
        while (codes > 0)
        {
            var window = Window();
            var left = WindowBits;
            while (codes > 0 && BitOperations.LeadingZeroCount(window) + 1 + k is var length && length <= left)
            {
                window <<= length;
                left -= length;
                codes--;
            }
            Skip(WindowBits - left);
            if (left < WindowBits) continue;
            Rice(k);
            codes--;
        }
    }

    /// <summary>Counts zeros and reads the one behind them.</summary>
    private int Zeros()
    {
        var zeros = 0;
        while (true)
        {
            var window = Window() >> (64 - WindowBits) << (64 - WindowBits);
            if (window != 0)
            {
                var more = BitOperations.LeadingZeroCount(window);
                Skip(more + 1);
                return zeros + more;
            }
            zeros += WindowBits;
            Skip(WindowBits);
        }
    }

    private void Skip(int count)
    {
        _at += count;
        if (_at > _bytes.Length * 8) throw new BrokenPartException("a part ends in the middle of a number");
    }

    /// <summary>The next 57 bits or more at the top of a number; zeros behind the end.</summary>
    private ulong Window()
    {
        var first = _at >> 3;
        if (first + 8 <= _bytes.Length) return BinaryPrimitives.ReadUInt64BigEndian(_bytes.AsSpan(first)) << (_at & 7);
        var window = 0UL;
        for (var i = first; i < _bytes.Length; i++) window |= (ulong)_bytes[i] << (56 - 8 * (i - first));
        return window << (_at & 7);
    }
}
