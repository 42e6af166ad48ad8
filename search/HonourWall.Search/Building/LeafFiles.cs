using System.Buffers.Binary;
using System.Collections.Immutable;
using HonourWall.Search.Format;

namespace HonourWall.Search.Building;

/// <summary>What a leaf of a directory weighs and how many keys it has: by that it is decided where to cut.</summary>
internal readonly record struct LeafSize(long Weight, int Keys);

/// <summary>A leaf that is to stand in a file.</summary>
/// <param name="Low">The first key it may hold.</param>
/// <param name="Size">How many keys it may hold.</param>
/// <param name="Weight">What it weighs.</param>
/// <param name="Payload">What it holds; empty when it has no key, or when it is an old one.</param>
/// <param name="Old">Where it stands already, unchanged.</param>
internal readonly record struct LeafToWrite(ulong Low, ulong Size, LeafSize Weight, ReadOnlyMemory<byte> Payload, KeyLeaf? Old = null)
{
    public bool Empty => Old?.Empty ?? Payload.IsEmpty;
}

/// <summary>The files of one directory: its leaves in key order, what they weigh, and those of their files that were written.</summary>
internal sealed record LeafFiles(ImmutableArray<KeyLeaf> Leaves, ImmutableArray<LeafSize> Sizes, ImmutableArray<IndexPart> Parts)
{
    public byte[] Directory => KeyDirectory.Write(Leaves, Text.TermKey.Space);

    /// <summary>Puts leaves into files: those share one that are together no more than <paramref name="limit"/>.</summary>
    /// <param name="folder">Where the files stand.</param>
    /// <param name="kind">Of the leaves.</param>
    /// <param name="leaves">All leaves in key order.</param>
    /// <param name="limit">What a file may weigh.</param>
    /// <param name="read">Reads a file that holds old leaves.</param>
    public static LeafFiles Of(string folder, PartKind kind, IReadOnlyList<LeafToWrite> leaves, long limit, Func<string, ReadOnlyMemory<byte>>? read = null)
    {
        var weight = new long[leaves.Count + 1];
        var keys = new int[leaves.Count + 1];
        for (var n = 0; n < leaves.Count; n++) (weight[n + 1], keys[n + 1]) = (weight[n] + leaves[n].Weight.Weight, keys[n] + leaves[n].Weight.Keys);
        var files = new List<(ulong Low, ulong Size, int First, int End)>();
        void Node(ulong low, ulong size, int first, int end)
        {
            if (end - first == 1 || keys[end] - keys[first] <= 1 || weight[end] - weight[first] <= limit)
            {
                files.Add((low, size, first, end));
                return;
            }
            var middle = first;
            while (leaves[middle].Low < low + size / 2) middle++;
            Node(low, size / 2, first, middle);
            Node(low + size / 2, size / 2, middle, end);
        }
        Node(0, Text.TermKey.Space, 0, leaves.Count);
        var placed = new KeyLeaf[leaves.Count];
        var parts = new IndexPart?[files.Count];
        Parallel.For(0, files.Count, f =>
        {
            var (low, size, first, end) = files[f];
            if (!Keeps(leaves, low, size, first, end, placed)) parts[f] = Write(folder, kind, leaves, files[f], placed, read);
        });
        return new LeafFiles([.. placed], [.. leaves.Select(leaf => leaf.Weight)], [.. parts.OfType<IndexPart>()]);
    }

    /// <summary>Whether these leaves are an old file as it stands.</summary>
    private static bool Keeps(IReadOnlyList<LeafToWrite> leaves, ulong low, ulong size, int first, int end, KeyLeaf[] placed)
    {
        var file = leaves[first].Old?.File;
        if (file is null || file.Low != low || file.Size != size) return false;
        for (var n = first; n < end; n++)
        {
            if (leaves[n].Old is not { } old || old.File != file) return false;
            placed[n] = old;
        }
        return true;
    }

    private static IndexPart? Write(string folder, PartKind kind, IReadOnlyList<LeafToWrite> leaves, (ulong Low, ulong Size, int First, int End) place, KeyLeaf[] placed, Func<string, ReadOnlyMemory<byte>>? read)
    {
        var (low, size, first, end) = place;
        var old = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var payloads = new List<ReadOnlyMemory<byte>>();
        for (var n = first; n < end; n++) if (!leaves[n].Empty) payloads.Add(Payload(leaves[n]));
        var checksums = new byte[4 * payloads.Count];
        for (var i = 0; i < payloads.Count; i++) BinaryPrimitives.WriteUInt32LittleEndian(checksums.AsSpan(4 * i), Part.Checksum(payloads[i].Span));
        var file = payloads.Count == 0 ? null : new KeyFile(low, size, (int)(Part.Checksum(checksums) & 0xFFFFFF));
        var (written, offset) = (0, 0);
        for (var n = first; n < end; n++)
        {
            var length = leaves[n].Empty ? 0 : (Part.HeaderLength + payloads[written].Length + Part.Unit - 1) / Part.Unit * Part.Unit;
            placed[n] = new KeyLeaf(leaves[n].Low, leaves[n].Size, file, offset, length);
            if (length == 0) continue;
            written++;
            offset += length;
        }
        if (file is null) return null;
        var bytes = new byte[offset];
        foreach (var (leaf, i) in placed[first..end].Where(leaf => !leaf.Empty).Select((leaf, i) => (leaf, i)))
            Part.Wrap(bytes.AsSpan(leaf.Offset, leaf.Length), kind, payloads[i].Span, BinaryPrimitives.ReadUInt32LittleEndian(checksums.AsSpan(4 * i)), leaf.Mark);
        return new IndexPart(file.PathIn(folder), bytes);

        ReadOnlyMemory<byte> Payload(LeafToWrite leaf)
        {
            if (leaf.Old is not { File: { } from } stands) return leaf.Payload;
            var path = from.PathIn(folder);
            if (!old.TryGetValue(path, out var whole)) old.Add(path, whole = read!(path)); // not null: only an update has old leaves
            return stands.Of(whole, kind, path);
        }
    }
}
