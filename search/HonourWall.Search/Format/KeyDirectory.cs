using System.Collections.Immutable;

namespace HonourWall.Search.Format;

/// <summary>A file of leaves: the keys from <see cref="Low"/> below <see cref="Low"/> + <see cref="Size"/>.</summary>
internal sealed record KeyFile(ulong Low, ulong Size, int Tag)
{
    /// <summary>terms/13a2e00000-0a1b2c.bin: the first key it may hold and its tag.</summary>
    public string PathIn(string folder) => FormattableString.Invariant($"{folder}/{Low:x}-{Tag:x6}.bin");
}

/// <summary>
/// One leaf: the keys from <see cref="Low"/> below <see cref="Low"/> + <see cref="Size"/> stand in one stretch of a file, so that a reader may
/// ask for these bytes alone, or nowhere when there are none.
/// </summary>
/// <param name="Low">The first key it may hold.</param>
/// <param name="Size">How many keys it may hold.</param>
/// <param name="File">The file whose keys it belongs to; null when that has none at all.</param>
/// <param name="Offset">Where it begins there.</param>
/// <param name="Length">How many bytes it has, 0 when no key.</param>
internal readonly record struct KeyLeaf(ulong Low, ulong Size, KeyFile? File, int Offset, int Length)
{
    public bool Empty => Length == 0;

    /// <summary>What stands in its envelope: of which build it is, and which leaf.</summary>
    public uint Mark => (uint)(File?.Tag ?? 0) | (uint)(Offset / Part.Unit) << 24;

    /// <summary>What it holds, from its whole file.</summary>
    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> file, PartKind kind, string path) => Offset + Length <= file.Length
        ? Part.Open(file.Slice(Offset, Length), kind, path, Mark) : throw new BrokenPartException($"{path} has {file.Length} bytes: it was cut");
}

/// <summary>
/// Which leaf of which file holds a key. The key space is halved wherever it holds too much for one leaf, and leaves that are little together
/// share a file: where it is cut depends on what is there and not on how it came there, and one more document changes no other file than
/// those of its terms.
/// </summary>
internal sealed class KeyDirectory
{
    /// <summary>Of the code for lengths in units: most leaves have a few kilobytes.</summary>
    private const int LengthParameter = 5;

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

    /// <summary>
    /// Writes leaves, in key order, as the tree they are the leaves of: 1 = cut in halves, 00 = nothing there, 01 = a file, then its tag and the
    /// tree of its leaves: 1 = cut in halves, 00 = nothing there, 01 = a leaf, then its length.
    /// </summary>
    public static byte[] Write(IReadOnlyList<KeyLeaf> leaves, ulong space)
    {
        var bits = new BitWriter();
        var at = 0;
        void Node(ulong size, KeyFile? file)
        {
            var leaf = leaves[at];
            if ((file is null && leaf.File is { } own ? own.Size : leaf.Size) < size)
            {
                bits.Bits(1, 1);
                Node(size / 2, file);
                Node(size / 2, file);
                return;
            }
            if (file is null && leaf.File is { } begun)
            {
                bits.Bits(1, 2);
                bits.Bits((ulong)begun.Tag, 24);
                Node(size, begun);
                return;
            }
            at++;
            bits.Bits(leaf.Empty ? 0UL : 1, 2);
            if (!leaf.Empty) bits.Golomb((ulong)(leaf.Length / Part.Unit - 1), LengthParameter);
        }
        Node(space, null);
        return bits.ToArray();
    }

    public static KeyDirectory Read(ReadOnlyMemory<byte> bytes, ulong space)
    {
        var bits = new BitReader(bytes);
        var leaves = ImmutableArray.CreateBuilder<KeyLeaf>();
        var offset = 0;
        void Node(ulong low, ulong size, KeyFile? file)
        {
            if (bits.Bits(1) == 1 && size > 1)
            {
                Node(low, size / 2, file);
                Node(low + size / 2, size / 2, file);
                return;
            }
            var filled = bits.Bits(1) == 1;
            if (filled && file is null)
            {
                offset = 0;
                Node(low, size, new KeyFile(low, size, (int)bits.Bits(24)));
                return;
            }
            var units = filled ? bits.Golomb(LengthParameter) + 1 : 0;
            if (units > int.MaxValue / Part.Unit / 2) throw new BrokenPartException($"{Head.Path} tells of a part that is too long");
            leaves.Add(new KeyLeaf(low, size, file, offset, (int)units * Part.Unit));
            offset += (int)units * Part.Unit;
        }
        Node(0, space, null);
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
