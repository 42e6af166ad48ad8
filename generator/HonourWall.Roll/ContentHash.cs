using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace HonourWall.Roll;

/// <summary>
/// 128 bits of XXH3: what has another content has another one. It tells what has changed and is no proof against somebody who looks for two contents with one
/// hash: whoever may write the content may publish it as it is. Names that visitors see, and pictures, have theirs from SHA-256.
/// </summary>
/// <remarks>Not a <see cref="UInt128"/>: code with that type is not compiled ahead of time.</remarks>
public readonly record struct ContentHash(ulong High, ulong Low)
{
    public const int Length = 16;

    public static ContentHash Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Length];
        XxHash128.Hash(bytes, hash);
        return new ContentHash(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }

    public static ContentHash Of(string text) => Of(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>The hash of a list that has one item more; the order counts.</summary>
    public ContentHash With(ContentHash next)
    {
        var (high, low) = (ulong.RotateLeft(High, 23) + next.High, ulong.RotateLeft(Low, 41) + next.Low);
        return new ContentHash((high ^ (low >> 29)) * 0x9E3779B97F4A7C15, (low ^ (high >> 31)) * 0xC2B2AE3D27D4EB4F);
    }

    /// <summary>From 32 digits.</summary>
    public static bool TryParse(ReadOnlySpan<byte> digits, out ContentHash hash)
    {
        hash = default;
        if (digits.Length != 2 * Length || !TryParseHalf(digits[..Length], out var high) || !TryParseHalf(digits[Length..], out var low)) return false;
        hash = new ContentHash(high, low);
        return true;
    }

    public static ContentHash Read(BinaryReader reader) => new(reader.ReadUInt64(), reader.ReadUInt64());

    public void Write(BinaryWriter writer)
    {
        writer.Write(High);
        writer.Write(Low);
    }

    /// <summary>Writes 32 digits.</summary>
    public void Format(Span<byte> digits)
    {
        High.TryFormat(digits, out var half, "x16", CultureInfo.InvariantCulture);
        Low.TryFormat(digits[half..], out _, "x16", CultureInfo.InvariantCulture);
    }

    public override string ToString() => High.ToString("x16", CultureInfo.InvariantCulture) + Low.ToString("x16", CultureInfo.InvariantCulture);

    private static bool TryParseHalf(ReadOnlySpan<byte> digits, out ulong half) => ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out half);
}
