using System.Collections.Immutable;

namespace HonourWall.Search.Format;

/// <summary>One leaf: the keys from <see cref="Low"/> below <see cref="Low"/> + <see cref="Size"/> stand in one file, or nowhere when there are none.</summary>
internal readonly record struct KeyLeaf(ulong Low, ulong Size, int Tag, bool Empty);

/// <summary>
/// Which file holds a key. The key space is halved wherever it holds too much for one file, so that where it is cut depends on what is
/// there and not on how it came there, and one more document changes no other file than those of its terms.
/// </summary>
internal sealed class KeyDirectory
{
    private readonly ImmutableArray<KeyLeaf> _leaves;

    private KeyDirectory(ImmutableArray<KeyLeaf> leaves) => _leaves = leaves;

    public ImmutableArray<KeyLeaf> Leaves => _leaves;

    /// <summary>Cuts sorted keys with weights into runs that weigh at most <paramref name="limit"/>: low end, size, first and number of keys.</summary>
    public static List<(ulong Low, ulong Size, int First, int Count)> Cut(ReadOnlySpan<ulong> keys, ReadOnlySpan<long> weightBefore, ulong space, long limit)
    {
        var leaves = new List<(ulong, ulong, int, int)>();
        Cut(keys, weightBefore, 0, space, 0, keys.Length, limit, leaves);
        return leaves;
    }

    private static void Cut(ReadOnlySpan<ulong> keys, ReadOnlySpan<long> before, ulong low, ulong size, int first, int end, long limit, List<(ulong, ulong, int, int)> leaves)
    {
        if (end - first <= 1 || size == 1 || before[end] - before[first] <= limit)
        {
            leaves.Add((low, size, first, end - first));
            return;
        }
        var half = size / 2;
        var middle = first + keys[first..end].BinarySearch(low + half) is var found && found < first ? first + ~(found - first) : found;
        Cut(keys, before, low, half, first, middle, limit, leaves);
        Cut(keys, before, low + half, half, middle, end, limit, leaves);
    }

    /// <summary>Writes leaves, in key order, as the tree they are the leaves of: 1 = cut in halves, 01 + tag = a file, 00 = nothing there.</summary>
    public static byte[] Write(IReadOnlyList<KeyLeaf> leaves, ulong space)
    {
        var bits = new BitWriter();
        var at = 0;
        void Node(ulong size)
        {
            if (leaves[at].Size < size)
            {
                bits.Bits(1, 1);
                Node(size / 2);
                Node(size / 2);
                return;
            }
            var leaf = leaves[at++];
            bits.Bits(leaf.Empty ? 0UL : 1, 2);
            if (!leaf.Empty) bits.Bits((ulong)leaf.Tag, 24);
        }
        Node(space);
        return bits.ToArray();
    }

    public static KeyDirectory Read(ReadOnlyMemory<byte> bytes, ulong space)
    {
        var bits = new BitReader(bytes);
        var leaves = ImmutableArray.CreateBuilder<KeyLeaf>();
        void Node(ulong low, ulong size)
        {
            if (size > 1 && bits.Bits(1) == 1)
            {
                Node(low, size / 2);
                Node(low + size / 2, size / 2);
                return;
            }
            if (size == 1) bits.Bits(1);
            var empty = bits.Bits(1) == 0;
            leaves.Add(new KeyLeaf(low, size, empty ? 0 : (int)bits.Bits(24), empty));
        }
        Node(0, space);
        return new KeyDirectory(leaves.ToImmutable());
    }

    /// <summary>The leaf a key belongs to.</summary>
    public KeyLeaf Find(ulong key)
    {
        int low = 0, high = _leaves.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_leaves[middle].Low <= key) low = middle;
            else high = middle - 1;
        }
        return _leaves[low];
    }
}
