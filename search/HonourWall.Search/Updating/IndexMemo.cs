using HonourWall.Search.Building;
using HonourWall.Search.Format;

namespace HonourWall.Search.Updating;

/// <summary>
/// What an update must know of all documents and cannot cheaply see in the index: where each stands, what the leaves weigh, how many
/// documents each listed value and each suggestion is of. It belongs to one index, is kept beside the site and never published.
/// </summary>
internal sealed record IndexMemo
{
    /// <summary>The checksum of the head it belongs to.</summary>
    public required uint HeadChecksum { get; init; }

    /// <summary>The hash of each document's key, sorted, and its slot.</summary>
    public required ulong[] Hashes { get; init; }

    public required int[] Slots { get; init; }

    public required TextSizes Texts { get; init; }

    public required LeafSize[] Terms { get; init; }

    public required LeafSize[] Tails { get; init; }

    public required LeafSize[] Suggestions { get; init; }

    public required HeadValues Values { get; init; }

    public required SuggestionMemo Entries { get; init; }

    /// <summary>The memo of an index, as bytes. The hashes are sorted.</summary>
    public static byte[] Of(IndexPart head, ulong[] hashes, int[] slots, TextSizes texts, LeafFiles terms, LeafFiles tails, LeafFiles suggestions, HeadValues values, SuggestionMemo entries) => new IndexMemo
    {
        HeadChecksum = Part.ChecksumOf(head.Bytes.Span),
        Hashes = hashes,
        Slots = slots,
        Texts = texts,
        Terms = [.. terms.Sizes],
        Tails = [.. tails.Sizes],
        Suggestions = [.. suggestions.Sizes],
        Values = values,
        Entries = entries,
    }.Write();

    /// <summary>The slot of a document, or -1.</summary>
    public int SlotOf(ulong hash) => Array.BinarySearch(Hashes, hash) is var at && at >= 0 ? Slots[at] : -1;

    private byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            writer.Write(HeadChecksum);
            writer.Write(Hashes.Length);
            foreach (var hash in Hashes) writer.Write(hash);
            foreach (var slot in Slots) writer.Write(slot);
            writer.Write(Texts.Counts.Count);
            foreach (var (steps, count) in Texts.Counts)
            {
                writer.Write(steps);
                writer.Write(count);
            }
            foreach (var sizes in (LeafSize[][])[Terms, Tails, Suggestions])
            {
                writer.Write(sizes.Length);
                foreach (var (weight, keys) in sizes)
                {
                    writer.Write(weight);
                    writer.Write(keys);
                }
            }
            writer.Write(Values.Counts.Count);
            foreach (var ((list, value), count) in Values.Counts)
            {
                writer.Write((byte)list);
                writer.Write(value.Id);
                writer.Write(value.Name);
                writer.Write(value.Level is not null);
                if (value.Level is { } level) writer.Write(level);
                writer.Write(count);
            }
            Entries.Write(writer);
        }
        return Part.Wrap(PartKind.Memo, stream.ToArray());
    }

    /// <exception cref="BrokenPartException">These bytes are no memo of this version, or damaged.</exception>
    public static IndexMemo Read(ReadOnlyMemory<byte> bytes)
    {
        var payload = Part.Open(bytes, PartKind.Memo, "the memo of the index").ToArray();
        using var reader = new BinaryReader(new MemoryStream(payload, writable: false));
        var checksum = reader.ReadUInt32();
        var hashes = new ulong[reader.ReadInt32()];
        for (var i = 0; i < hashes.Length; i++) hashes[i] = reader.ReadUInt64();
        var slots = new int[hashes.Length];
        for (var i = 0; i < slots.Length; i++) slots[i] = reader.ReadInt32();
        var texts = new TextSizes();
        for (var n = reader.ReadInt32(); n > 0; n--) texts.AddSteps(reader.ReadInt32(), reader.ReadInt32());
        LeafSize[] Sizes()
        {
            var sizes = new LeafSize[reader.ReadInt32()];
            for (var i = 0; i < sizes.Length; i++) sizes[i] = new LeafSize(reader.ReadInt64(), reader.ReadInt32());
            return sizes;
        }
        var (terms, tails, suggestions) = (Sizes(), Sizes(), Sizes());
        var values = new HeadValues();
        for (var n = reader.ReadInt32(); n > 0; n--)
        {
            var list = (HeadValues.List)reader.ReadByte();
            var value = new HeadValue(reader.ReadString(), reader.ReadString(), reader.ReadBoolean() ? reader.ReadString() : null);
            values.Add(list, value, reader.ReadInt32());
        }
        return new IndexMemo
        {
            HeadChecksum = checksum,
            Hashes = hashes,
            Slots = slots,
            Texts = texts,
            Terms = terms,
            Tails = tails,
            Suggestions = suggestions,
            Values = values,
            Entries = SuggestionMemo.Read(reader, payload),
        };
    }
}
