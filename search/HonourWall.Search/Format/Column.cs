using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace HonourWall.Search.Format;

/// <summary>
/// What documents can be narrowed by, or their order. <paramref name="Counts"/> has a number for each slot: of the rows of the document there, 0 where nobody is; in an order, its
/// place. The rows of all slots stand behind each other; each has a value of each of <paramref name="Lists"/>, whose place in that list <paramref name="Numbers"/> give.
/// Deflated: length of a JSON list (the largest count, then the lists, each in ordinal order), that list, then the counts and the numbers for each list, each as
/// all low bytes, then all middle ones …
/// </summary>
internal sealed record Column(ImmutableArray<int> Counts, ImmutableArray<ImmutableArray<string>> Lists, ImmutableArray<ImmutableArray<int>> Numbers)
{
    private readonly Lazy<ImmutableArray<int>> _starts = new(() =>
    {
        var starts = new int[Counts.Length];
        for (var slot = 1; slot < starts.Length; slot++) starts[slot] = starts[slot - 1] + Counts[slot - 1];
        return ImmutableCollectionsMarshal.AsImmutableArray(starts);
    });

    /// <summary>The first row of each slot.</summary>
    public ImmutableArray<int> Starts => _starts.Value;

    /// <summary>Where the rows of a document are in the order of slots.</summary>
    public IEnumerable<int> RowsOf(int slot) => Enumerable.Range(Starts[slot], Counts[slot]);

    public byte[] Write()
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(MostOf(Counts));
            foreach (var list in Lists)
            {
                writer.WriteStartArray();
                foreach (var value in list) writer.WriteStringValue(value);
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        }
        var head = json.ToArray();
        var raw = new byte[4 + head.Length + Counts.Length * Width(MostOf(Counts)) + Numbers.Select((numbers, i) => numbers.Length * Width(Lists[i].Length)).Sum()];
        BinaryPrimitives.WriteInt32LittleEndian(raw, head.Length);
        head.CopyTo(raw, 4);
        var at = 4 + head.Length;
        Put(Counts, Width(MostOf(Counts)));
        for (var i = 0; i < Lists.Length; i++) Put(Numbers[i], Width(Lists[i].Length));
        return Part.Wrap(PartKind.Columns, Part.Deflate(raw));

        void Put(ImmutableArray<int> numbers, int width)
        {
            for (var b = 0; b < width; b++)
                foreach (var number in numbers) raw[at++] = (byte)(number >> (8 * b));
        }
    }

    public static Column Read(ReadOnlyMemory<byte> part, int slots, string name)
    {
        var raw = Part.Inflate(Part.Open(part, PartKind.Columns, name), name);
        var length = raw.Length >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(raw) : -1;
        if (length < 0 || length > raw.Length - 4) throw new BrokenPartException($"{name} is cut short");
        using var json = JsonDocument.Parse(raw.AsMemory(4, length));
        var lists = json.RootElement.EnumerateArray().Skip(1).Select(list => list.EnumerateArray().Select(value => value.GetString() ?? "").ToImmutableArray()).ToImmutableArray();
        var at = 4 + length;
        var counts = Take(slots, Width(json.RootElement[0].GetInt32()));
        var rows = lists.IsEmpty ? 0 : counts.Sum();
        ImmutableArray<ImmutableArray<int>> numbers = [.. lists.Select(list => Take(rows, Width(list.Length)))];
        if (at != raw.Length) throw new BrokenPartException($"{name} has rows for another number of documents");
        return new Column(counts, lists, numbers);

        ImmutableArray<int> Take(int count, int width)
        {
            if (raw.Length - at < (long)count * width) throw new BrokenPartException($"{name} has rows for another number of documents");
            var numbers = new int[count];
            for (var b = 0; b < width; b++)
                for (var i = 0; i < count; i++) numbers[i] |= raw[at++] << (8 * b);
            return ImmutableCollectionsMarshal.AsImmutableArray(numbers);
        }
    }

    private static int MostOf(ImmutableArray<int> counts)
    {
        var most = 0;
        foreach (var count in counts) most = Math.Max(most, count);
        return most;
    }

    private static int Width(int most) => most < 1 ? 0 : most < 256 ? 1 : most < 65536 ? 2 : 3;
}
