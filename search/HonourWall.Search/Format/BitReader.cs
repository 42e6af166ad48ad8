using System.Numerics;

namespace HonourWall.Search.Format;

/// <summary>Reads what <see cref="BitWriter"/> wrote. Reading past the end is a <see cref="BrokenPartException"/>, not zeros.</summary>
internal sealed class BitReader(ReadOnlyMemory<byte> bytes)
{
    private int _at;

    public ulong Bits(int count)
    {
        ulong value = 0;
        var span = bytes.Span;
        if (_at + count > span.Length * 8) throw new BrokenPartException("a part ends in the middle of a number");
        while (count > 0)
        {
            var free = 8 - (_at & 7);
            var take = Math.Min(free, count);
            value = (value << take) | (uint)((span[_at >> 3] >> (free - take)) & ((1 << take) - 1));
            _at += take;
            count -= take;
        }
        return value;
    }

    public ulong Gamma()
    {
        var further = Zeros();
        return further > 56 ? throw new BrokenPartException("a number is too long") : (1UL << further) | Bits(further);
    }

    public ulong Golomb(int k) => ((Gamma() - 1) << k) | Bits(k);

    public uint Rice(int k) => ((uint)Zeros() << k) | (uint)Bits(k);

    /// <summary>Counts zeros and reads the one behind them.</summary>
    private int Zeros()
    {
        var span = bytes.Span;
        var zeros = 0;
        while (true)
        {
            if (_at >= span.Length * 8) throw new BrokenPartException("a part ends in the middle of a number");
            var rest = (uint)(span[_at >> 3] << (24 + (_at & 7)));
            if (rest != 0)
            {
                var more = BitOperations.LeadingZeroCount(rest);
                _at += more + 1;
                return zeros + more;
            }
            var skip = 8 - (_at & 7);
            zeros += skip;
            _at += skip;
        }
    }
}
