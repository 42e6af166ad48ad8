using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HonourWall.Search.Format;

/// <summary>A facet value as the head lists it: id, name and, for an award, its level.</summary>
internal sealed record HeadValue(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("level"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Level = null);

/// <summary>The first part a reader loads: how large the index is, what the site's facets are called, and the names of all other parts.</summary>
internal sealed record Head
{
    public const string Path = "head.bin";

    [JsonPropertyName("documents")]
    public required int Documents { get; init; }

    [JsonPropertyName("slots")]
    public required int Slots { get; init; }

    /// <summary>The bytes of a cell of a text file.</summary>
    [JsonPropertyName("cell")]
    public required int Cell { get; init; }

    /// <summary>The slots whose texts are longer than a cell and stand in files of their own, in order.</summary>
    [JsonPropertyName("longer")]
    public required ImmutableArray<int> Longer { get; init; }

    [JsonPropertyName("awards")]
    public required ImmutableArray<HeadValue> Awards { get; init; }

    [JsonPropertyName("districts")]
    public required ImmutableArray<HeadValue> Districts { get; init; }

    [JsonPropertyName("industries")]
    public required ImmutableArray<HeadValue> Industries { get; init; }

    /// <summary>The first characters of people's names, folded: what begins otherwise is not taken for a mistyped name.</summary>
    [JsonPropertyName("surnames")]
    public required string Surnames { get; init; }

    /// <summary>Files that are named: columns, folding, readings.</summary>
    [JsonPropertyName("files")]
    public required SortedDictionary<string, string> Files { get; init; }

    /// <summary>Directories of the term, long and suggestion parts, and the folded Han characters, as bits.</summary>
    [JsonIgnore]
    public ImmutableArray<byte[]> Blocks { get; init; } = [];

    public byte[] Write()
    {
        var json = Part.Deflate(JsonSerializer.SerializeToUtf8Bytes(this, FormatJson.Plain.Head));
        var payload = new List<byte>();
        foreach (var block in Blocks.Prepend(json))
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, block.Length);
            payload.AddRange(length);
            payload.AddRange(block);
        }
        return Part.Wrap(PartKind.Head, payload.ToArray());
    }

    public static Head Read(ReadOnlyMemory<byte> part)
    {
        var payload = Part.Open(part, PartKind.Head, Path);
        var blocks = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < payload.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(payload.Span[at..]);
            blocks.Add(payload.Slice(at + 4, length));
            at += 4 + length;
        }
        var head = JsonSerializer.Deserialize(Part.Inflate(blocks[0], Path), FormatJson.Plain.Head) ?? throw new BrokenPartException($"{Path} is empty");
        return head with { Blocks = [.. blocks.Skip(1).Select(block => block.ToArray())] };
    }
}
