using System.Globalization;

namespace HonourWall.Search.Format;

/// <summary>The stored document of one slot, deflated; the slot is its mark. Whoever is shown is loaded alone.</summary>
internal static class TextPart
{
    /// <summary>Folders of 256 parts keep directories short.</summary>
    public static string PathOf(int slot) => string.Create(CultureInfo.InvariantCulture, $"texts/{slot >> 8:x}/{slot & 0xFF:x2}.bin");

    public static byte[] Write(int slot, ReadOnlySpan<byte> document) => Part.Wrap(PartKind.Text, document, (uint)slot);

    /// <summary>The deflated document.</summary>
    public static ReadOnlyMemory<byte> Read(ReadOnlyMemory<byte> part, int slot) => Part.Open(part, PartKind.Text, PathOf(slot), (uint)slot);
}
