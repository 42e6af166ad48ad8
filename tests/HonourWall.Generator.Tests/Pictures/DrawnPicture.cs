using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using HonourWall.Generator.Pictures;

namespace HonourWall.Generator.Tests.Pictures;

/// <summary>Pictures that the tests draw themselves: a stone-grey ground with a cinnabar square where asked.</summary>
internal static class DrawnPicture
{
    public const string Secret = "GPS 39.9042N 116.4074E";

    /// <param name="focus">Where the square's middle is, in shares of width and height.</param>
    public static byte[] Png(int width, int height, (double X, double Y)? focus = null)
    {
        var (left, top, side) = ((int)((focus?.X ?? 0.5) * width), (int)((focus?.Y ?? 0.5) * height), Math.Min(width, height) / 5);
        using var lines = new MemoryStream();
        using (var zlib = new ZLibStream(lines, CompressionLevel.Fastest, true))
        {
            var line = new byte[1 + width * 3];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var isMark = Math.Abs(x - left) <= side / 2 && Math.Abs(y - top) <= side / 2;
                    (line[1 + x * 3], line[2 + x * 3], line[3 + x * 3]) = isMark ? ((byte)168, (byte)40, (byte)30) : ((byte)211, (byte)216, (byte)212);
                }
                zlib.Write(line);
            }
        }
        return Png(width, height, lines.ToArray());
    }

    /// <summary>A few bytes that say they are 65,000 by 65,000 pixels.</summary>
    public static byte[] Bomb() => Png(65_000, 65_000, [0x78, 0x01, 3, 0, 0, 0, 0, 1]);

    private static byte[] Png(int width, int height, byte[] packed)
    {
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 2);
        return [0x89, .. "PNG"u8, 13, 10, 26, 10, .. Chunk("IHDR", head), .. Chunk("IDAT", packed), .. Chunk("IEND", [])];
    }

    /// <summary>As a camera writes it: lying on its side and saying where it was taken.</summary>
    public static byte[] Jpeg(int width, int height, byte orientation = 1, (double X, double Y)? focus = null)
    {
        var jpeg = PictureStudio.Make(Png(width, height, focus), PictureFormat.Jpeg, new PictureCut(width));
        // A description that EXIF knows: libvips drops what it does not understand by itself.
        byte[] description = [.. Encoding.ASCII.GetBytes(Secret), 0];
        byte[] exif = [.. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 2,
            0x01, 0x0E, 0, 2, 0, 0, 0, (byte)description.Length, 0, 0, 0, 38,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0, .. description];
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. data];
        var chunk = new byte[named.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + named.Length), Crc(named));
        return chunk;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320u ^ (crc >> 1);
        }
        return ~crc;
    }
}
