using HonourWall.Search.Text;

namespace HonourWall.Search.Format;

/// <summary>A leaf of terms or of the rest of their lists.</summary>
internal static class TermLeaf
{
    /// <summary>Writes a leaf: how many keys, then each as its distance from the one before, and behind it what <paramref name="write"/> writes.</summary>
    public static void Write(BitWriter bits, ulong low, ReadOnlySpan<ulong> keys, Action<BitWriter, int> write)
    {
        var k = Parameter(low, keys);
        bits.Gamma((ulong)keys.Length);
        bits.Bits((ulong)k, 6);
        for (var n = 0; n < keys.Length; n++)
        {
            bits.Golomb(Distance(low, keys, n), k);
            write(bits, n);
        }
    }

    /// <summary>A good exponential Golomb parameter for the distances, from how many of them have how many bits.</summary>
    private static int Parameter(ulong low, ReadOnlySpan<ulong> keys)
    {
        Span<int> ofLength = stackalloc int[65];
        ofLength.Clear();
        for (var n = 0; n < keys.Length; n++) ofLength[64 - System.Numerics.BitOperations.LeadingZeroCount(Distance(low, keys, n))]++;
        var best = 0;
        var shortest = long.MaxValue;
        for (var k = 0; k < 50; k++)
        {
            var bits = (long)k * keys.Length;
            for (var length = k + 1; length < ofLength.Length; length++) bits += 2L * (length - k) * ofLength[length];
            if (bits >= shortest) continue;
            shortest = bits;
            best = k;
        }
        return best;
    }

    private static ulong Distance(ulong low, ReadOnlySpan<ulong> keys, int n) => n == 0 ? keys[0] - low : keys[n] - keys[n - 1] - 1;

    /// <summary>The keys of a leaf; whoever takes one must read exactly what stands behind it before the next.</summary>
    public static IEnumerable<ulong> Keys(BitReader bits, ulong low)
    {
        var terms = bits.Gamma();
        var parameter = (int)bits.Bits(6);
        if (terms > 1 << 24 || parameter > 52) throw new BrokenPartException("a term part begins with nonsense");
        var key = low;
        for (var n = 0UL; n < terms; n++)
        {
            key += bits.Golomb(parameter) + (n == 0 ? 0UL : 1);
            if (key >= TermKey.Space) throw new BrokenPartException("a term is out of range");
            yield return key;
        }
    }

    /// <summary>All terms of a leaf with what stands behind each key; <paramref name="read"/> must read exactly that.</summary>
    public static Dictionary<ulong, T> Read<T>(ReadOnlyMemory<byte> payload, ulong low, Func<BitReader, ulong, T> read)
    {
        var bits = new BitReader(payload);
        var result = new Dictionary<ulong, T>();
        foreach (var key in Keys(bits, low)) result[key] = read(bits, key);
        return result;
    }
}
