using System.Buffers.Binary;
using System.Globalization;

namespace HonourWall.Search.Format;

/// <summary>
/// Where stored documents stand: the cells of eight neighbouring slots are a file, and a browser asks for one of them alone. All cells of an index are of one
/// size (<see cref="TextSizes"/>); the few texts that are longer stand in files of their own. The slot is the mark of a text.
/// </summary>
internal static class TextFile
{
    /// <summary>Slots a file. More make fewer files, and cost more where a server sends whole files only.</summary>
    public const int Slots = 8;

    public static int FileOf(int slot) => slot / Slots;

    /// <summary>Folders of 256 files keep directories short.</summary>
    public static string PathOf(int file) => string.Create(CultureInfo.InvariantCulture, $"texts/{file >> 8}/{file}.bin");

    /// <summary>The file of a text that is longer than a cell.</summary>
    public static string OwnPathOf(int slot) => string.Create(CultureInfo.InvariantCulture, $"texts/{FileOf(slot) >> 8}/{FileOf(slot)}.{slot}.bin");

    /// <summary>Puts a part into its cell of a file.</summary>
    public static void Place(Span<byte> file, int cell, int slot, ReadOnlySpan<byte> part)
    {
        part.CopyTo(file[(slot % Slots * cell)..]);
        Mark(file[(slot % Slots * cell)..], slot);
    }

    /// <summary>A part that stands alone.</summary>
    public static byte[] Own(int slot, ReadOnlySpan<byte> part)
    {
        var own = part.ToArray();
        Mark(own, slot);
        return own;
    }

    /// <summary>The cell of a slot, with the zeros behind what it holds.</summary>
    public static ReadOnlyMemory<byte> CellOf(ReadOnlyMemory<byte> file, int cell, int slot) => file.Length == Slots * cell
        ? file.Slice(slot % Slots * cell, cell) : throw new BrokenPartException($"{PathOf(FileOf(slot))} has {file.Length} bytes instead of {Slots * cell}");

    private static void Mark(Span<byte> part, int slot) => BinaryPrimitives.WriteUInt32LittleEndian(part[Part.MarkAt..], (uint)slot);
}
