using HonourWall.Search.Text;

namespace HonourWall.Search.Format;

/// <summary>The beginning of a term or long part, and where such a part stands.</summary>
internal static class TermLeaf
{
    /// <summary>terms/13a2e00000-0a1b2c.bin: the first key it may hold and its tag.</summary>
    public static string PathOf(string folder, ulong low, int tag) => FormattableString.Invariant($"{folder}/{low:x}-{tag:x6}.bin");

    public static void WriteHeader(BitWriter bits, int terms, int parameter)
    {
        bits.Gamma((ulong)terms);
        bits.Bits((ulong)parameter, 6);
    }

    public static (int Terms, int Parameter) ReadHeader(BitReader bits)
    {
        var terms = bits.Gamma();
        var parameter = (int)bits.Bits(6);
        if (terms > 1 << 24 || parameter > 52) throw new BrokenPartException("a term part begins with nonsense");
        return ((int)terms, parameter);
    }

    /// <summary>The exponential Golomb parameter that makes these numbers shortest.</summary>
    public static int BestParameter(ReadOnlySpan<ulong> values)
    {
        var best = 0;
        var shortest = long.MaxValue;
        for (var k = 0; k < 50; k++)
        {
            var length = 0L;
            foreach (var value in values) length += 2 * System.Numerics.BitOperations.Log2((value >> k) + 1) + 1 + k;
            if (length >= shortest) continue;
            shortest = length;
            best = k;
        }
        return best;
    }

    /// <summary>All terms of a leaf with what stands behind each key; <paramref name="read"/> must read exactly that.</summary>
    public static Dictionary<ulong, T> Read<T>(ReadOnlyMemory<byte> payload, ulong low, Func<BitReader, ulong, T> read)
    {
        var bits = new BitReader(payload);
        var (terms, parameter) = ReadHeader(bits);
        var result = new Dictionary<ulong, T>(terms);
        var key = low;
        for (var n = 0; n < terms; n++)
        {
            key += bits.Golomb(parameter) + (n == 0 ? 0UL : 1);
            if (key >= TermKey.Space) throw new BrokenPartException("a term is out of range");
            result[key] = read(bits, key);
        }
        return result;
    }
}
