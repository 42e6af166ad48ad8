using System.Buffers.Binary;
using System.IO.Compression;

namespace HonourWall.Search.Format;

/// <summary>
/// The envelope of everything in an index: "HW", format version, kind, length and checksum of what it holds, and a mark that says where it
/// belongs. What was cut, flipped, mixed up or left over from another build does not open.
/// </summary>
internal static class Part
{
    /// <summary>Raise it when bytes change their meaning, and keep an index of the old version in <c>tests/samples</c>.</summary>
    public const byte Version = 5;

    public const int HeaderLength = 16;

    /// <summary>Where the mark stands in the header.</summary>
    public const int MarkAt = 12;

    /// <summary>Leaves of a file begin at multiples of this, so that the head tells their lengths in few bits.</summary>
    public const int Unit = 64;

    [ThreadStatic]
    private static MemoryStream? _deflated;

    public static byte[] Wrap(PartKind kind, ReadOnlySpan<byte> payload, uint mark = 0)
    {
        var part = new byte[HeaderLength + payload.Length];
        payload.CopyTo(part.AsSpan(HeaderLength));
        Seal(part, kind, mark);
        return part;
    }

    /// <summary>Writes the header of a part whose payload stands behind it.</summary>
    public static void Seal(Span<byte> part, PartKind kind, uint mark = 0) => Seal(part, kind, part.Length - HeaderLength, Checksum(part[HeaderLength..]), mark);

    /// <summary>Writes a part whose checksum is known.</summary>
    public static void Wrap(Span<byte> part, PartKind kind, ReadOnlySpan<byte> payload, uint checksum, uint mark)
    {
        payload.CopyTo(part[HeaderLength..]);
        Seal(part, kind, payload.Length, checksum, mark);
    }

    private static void Seal(Span<byte> part, PartKind kind, int length, uint checksum, uint mark)
    {
        part[0] = (byte)'H';
        part[1] = (byte)'W';
        part[2] = Version;
        part[3] = (byte)kind;
        BinaryPrimitives.WriteUInt32LittleEndian(part[4..], (uint)length);
        BinaryPrimitives.WriteUInt32LittleEndian(part[8..], checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(part[MarkAt..], mark);
    }

    /// <summary>The payload of a part, or an exception that says what is wrong with <paramref name="name"/>.</summary>
    /// <param name="room">Fewer zeros than this stand behind it.</param>
    public static ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> part, PartKind kind, string name, uint mark = 0, int room = Unit)
    {
        var span = part.Span;
        if (span.Length < HeaderLength || span[0] != 'H' || span[1] != 'W') throw new BrokenPartException($"{name} is no part of a search index");
        if (span[2] != Version) throw new BrokenPartException($"{name} has format {span[2]}; this reader knows format {Version}");
        if (span[3] != (byte)kind) throw new BrokenPartException($"{name} is a part of another kind");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(span[4..]);
        var behind = span.Length - HeaderLength - (long)length;
        if (behind < 0 || behind >= room || span[^(int)behind..].ContainsAnyExcept((byte)0)) throw new BrokenPartException($"{name} has {span.Length - HeaderLength} bytes instead of {length}");
        var payload = part.Slice(HeaderLength, (int)length);
        if (Checksum(payload.Span) != BinaryPrimitives.ReadUInt32LittleEndian(span[8..])) throw new BrokenPartException($"{name} is damaged: its checksum does not fit");
        if (BinaryPrimitives.ReadUInt32LittleEndian(span[MarkAt..]) != mark) throw new BrokenPartException($"{name} is from another build, or in the place of another");
        return payload;
    }

    /// <summary>The checksum that a part says it has.</summary>
    public static uint ChecksumOf(ReadOnlySpan<byte> part) => BinaryPrimitives.ReadUInt32LittleEndian(part[8..]);

    /// <summary>24 bits of the checksum: they stand in the file's name and in the head, so that parts of two builds are never mixed.</summary>
    public static int Tag(ReadOnlySpan<byte> part) => (int)(ChecksumOf(part) & 0xFFFFFF);

    public static byte[] Deflate(ReadOnlySpan<byte> bytes)
    {
        var result = _deflated ??= new MemoryStream();
        result.SetLength(0);
        using (var deflate = new DeflateStream(result, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(bytes);
        return result.ToArray();
    }

    public static byte[] Inflate(ReadOnlyMemory<byte> bytes, string name)
    {
        try
        {
            using var source = new MemoryStream(bytes.ToArray(), writable: false);
            using var inflate = new DeflateStream(source, CompressionMode.Decompress);
            using var result = new MemoryStream();
            inflate.CopyTo(result);
            return result.ToArray();
        }
        catch (InvalidDataException e)
        {
            throw new BrokenPartException($"{name} does not inflate", e);
        }
    }

    /// <summary>FNV-1a over bytes: every single flipped bit changes it.</summary>
    public static uint Checksum(ReadOnlySpan<byte> payload)
    {
        var sum = 2166136261u;
        foreach (var b in payload) sum = (sum ^ b) * 16777619;
        return sum;
    }
}

/// <summary>What a part holds; the letter stands in its fourth byte.</summary>
internal enum PartKind : byte
{
    Head = (byte)'H',
    Terms = (byte)'T',
    Long = (byte)'L',
    Text = (byte)'X',
    Columns = (byte)'C',
    Suggestions = (byte)'S',
    Folding = (byte)'F',
    Readings = (byte)'R',
    Memo = (byte)'M',
}
