using System.Buffers.Binary;

namespace HonourWall.Search.Format;

/// <summary>The stored document of one slot: the slot's number, then the deflated document. Whoever is shown is loaded alone.</summary>
internal static class TextPart
{
    /// <summary>Folders of 256 parts keep directories short.</summary>
    public static string PathOf(int slot) => FormattableString.Invariant($"texts/{slot >> 8:x}/{slot & 0xFF:x2}.bin");

    public static byte[] Write(int slot, ReadOnlySpan<byte> document)
    {
        var payload = new byte[4 + document.Length];
        BinaryPrimitives.WriteInt32LittleEndian(payload, slot);
        document.CopyTo(payload.AsSpan(4));
        return Part.Wrap(PartKind.Text, payload);
    }

    /// <summary>The deflated document.</summary>
    public static ReadOnlyMemory<byte> Read(ReadOnlyMemory<byte> part, int slot)
    {
        var name = PathOf(slot);
        var payload = Part.Open(part, PartKind.Text, name);
        if (payload.Length < 4 || BinaryPrimitives.ReadInt32LittleEndian(payload.Span) != slot) throw new BrokenPartException($"{name} holds another document than its name says");
        return payload[4..];
    }
}
