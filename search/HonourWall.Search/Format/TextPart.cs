using System.Globalization;

namespace HonourWall.Search.Format;

/// <summary>The stored document of one slot, deflated; the slot is its mark. Whoever is shown is loaded alone.</summary>
internal static class TextPart
{
    /// <summary>Folders of 256 parts keep directories short.</summary>
    public static string PathOf(int slot) => string.Create(CultureInfo.InvariantCulture, $"texts/{slot >> 8:x}/{slot & 0xFF:x2}.bin");

    public static byte[] Write(int slot, ReadOnlySpan<byte> document) => Part.Wrap(PartKind.Text, document, (uint)slot);

    /// <summary>Makes a part of what <see cref="StoredDocumentWriter"/> wrote, where it lies.</summary>
    public static byte[] Seal(int slot, byte[] part)
    {
        var document = part.AsSpan(Part.HeaderLength);
        Part.Wrap(part, PartKind.Text, document, Part.Checksum(document), (uint)slot);
        return part;
    }

    /// <summary>The deflated document.</summary>
    public static ReadOnlyMemory<byte> Read(ReadOnlyMemory<byte> part, int slot) => Part.Open(part, PartKind.Text, PathOf(slot), (uint)slot);
}
