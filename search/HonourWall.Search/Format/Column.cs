using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace HonourWall.Search.Format;

/// <summary>
/// One facet for every slot: which of the distinct value sets the document there has. 0 is an empty slot; set i has number i + 1.
/// Deflated: length of the JSON list of sets, that list, then one, two or three bytes a slot (all low bytes, then all middle ones …).
/// </summary>
internal sealed record Column(ImmutableArray<ImmutableArray<string>> Sets, ImmutableArray<int> SetOf)
{
    /// <summary>For the order of names, which has numbers but no sets: the largest number.</summary>
    public int Ranks { get; init; }

    /// <summary>
    /// Makes a column from the number of a set at each slot (0 where nobody is, else one more than its place in <paramref name="sets"/>):
    /// sets that somebody has, each once, in ordinal order.
    /// </summary>
    public static Column Of(IReadOnlyList<ImmutableArray<string>> sets, int[] setOf)
    {
        var used = new bool[sets.Count + 1];
        foreach (var set in setOf) used[set] = true;
        var order = new List<(string Text, int Number)>();
        for (var i = 0; i < sets.Count; i++) if (used[i + 1]) order.Add((string.Join('\u0001', sets[i]), i + 1));
        order.Sort((a, b) => string.CompareOrdinal(a.Text, b.Text));
        var kept = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var rank = new int[sets.Count + 1];
        for (var i = 0; i < order.Count; i++)
        {
            if (i == 0 || order[i].Text != order[i - 1].Text) kept.Add(sets[order[i].Number - 1]);
            rank[order[i].Number] = kept.Count;
        }
        var ranks = new int[setOf.Length];
        for (var slot = 0; slot < ranks.Length; slot++) ranks[slot] = rank[setOf[slot]];
        return new Column(kept.ToImmutable(), ImmutableCollectionsMarshal.AsImmutableArray(ranks));
    }

    /// <summary>Makes the values of one document a set: in ordinal order, each once.</summary>
    public static void MakeSet(List<string> values)
    {
        if (values.Count < 2) return;
        values.Sort(StringComparer.Ordinal);
        for (var i = values.Count - 1; i > 0; i--) if (values[i] == values[i - 1]) values.RemoveAt(i);
    }

    public byte[] Write()
    {
        var json = Ranks > 0 ? JsonSerializer.SerializeToUtf8Bytes(Ranks, FormatJson.Plain.Int32) : JsonSerializer.SerializeToUtf8Bytes(Sets, FormatJson.Plain.Sets);
        var width = Width(Math.Max(Ranks, Sets.Length));
        var raw = new byte[4 + json.Length + SetOf.Length * width];
        BinaryPrimitives.WriteInt32LittleEndian(raw, json.Length);
        json.CopyTo(raw, 4);
        for (var b = 0; b < width; b++)
            for (var slot = 0; slot < SetOf.Length; slot++) raw[4 + json.Length + b * SetOf.Length + slot] = (byte)(SetOf[slot] >> (8 * b));
        return Part.Wrap(PartKind.Columns, Part.Deflate(raw));
    }

    public static Column Read(ReadOnlyMemory<byte> part, int slots, string name)
    {
        var raw = Part.Inflate(Part.Open(part, PartKind.Columns, name), name);
        var length = raw.Length >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(raw) : -1;
        if (length < 0 || length > raw.Length - 4) throw new BrokenPartException($"{name} is cut short");
        var json = raw.AsSpan(4, length);
        var ranks = length > 0 && json[0] != '[' ? JsonSerializer.Deserialize(json, FormatJson.Plain.Int32) : 0;
        var sets = ranks > 0 ? [] : JsonSerializer.Deserialize(json, FormatJson.Plain.Sets);
        var width = Width(Math.Max(ranks, sets.Length));
        var rows = raw.AsSpan(4 + length);
        if (rows.Length != slots * width) throw new BrokenPartException($"{name} has rows for another number of documents");
        var setOf = new int[slots];
        for (var b = 0; b < width; b++)
            for (var slot = 0; slot < slots; slot++) setOf[slot] |= rows[b * slots + slot] << (8 * b);
        return new Column(sets, ImmutableCollectionsMarshal.AsImmutableArray(setOf)) { Ranks = ranks };
    }

    private static int Width(int sets) => sets < 256 ? 1 : sets < 65536 ? 2 : 3;
}
