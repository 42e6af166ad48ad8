using System.Buffers.Binary;

namespace HonourWall.Generator.Pictures;

/// <summary>Why a picture cannot be published as it is.</summary>
public enum PictureProblem
{
    None,
    /// <summary>Not a JPEG, PNG or WebP, or not whole.</summary>
    Unreadable,
    /// <summary>Its metadata say that it lies on its side; without them readers would see it so.</summary>
    Turned,
    /// <summary>Its name says another format than its bytes.</summary>
    Misnamed,
    /// <summary>Its head is good, but not all of it can be read.</summary>
    Damaged,
    TooManyPixels,
    TooManyBytes,
}

/// <summary>A picture as it is published where there is no libvips: its own pixels and colours, without what a camera or a program wrote about them (EXIF, GPS, XMP, IPTC, comments).</summary>
public sealed record PictureFile(byte[] Bytes, int Width, int Height)
{
    /// <summary>Null when there is a problem.</summary>
    public static PictureFile? Read(ReadOnlySpan<byte> file, out PictureProblem problem)
    {
        problem = PictureProblem.None;
        try
        {
            var picture = PictureFormat.Of(file)?.Name switch
            {
                "JPEG" => ReadJpeg(file, out problem),
                "PNG" => ReadPng(file),
                "WebP" => ReadWebP(file),
                _ => null,
            };
            if (picture is null && problem == PictureProblem.None) problem = PictureProblem.Unreadable;
            return picture is { Width: > 0, Height: > 0 } ? picture : null;
        }
        catch (Exception outside) when (outside is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            // A length inside the file points beyond its end: cut short or forged.
            problem = PictureProblem.Unreadable;
            return null;
        }
    }

    private static ReadOnlySpan<byte> JpegEnd => [0xFF, 0xD9];
    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static PictureFile? ReadJpeg(ReadOnlySpan<byte> file, out PictureProblem problem)
    {
        problem = PictureProblem.None;
        var output = new MemoryStream(file.Length);
        output.Write(file[..2]);
        var (width, height) = (0, 0);
        var at = 2;
        while (file[at] == 0xFF)
        {
            var marker = file[at + 1];
            if (marker == 0xDA)
            {
                // Pixels follow, up to the end of the picture; what some cameras append behind it is left out.
                var end = file[at..].LastIndexOf(JpegEnd);
                if (end < 0 || width == 0) return null;
                output.Write(file.Slice(at, end + 2));
                return new PictureFile(output.ToArray(), width, height);
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(file.Slice(at + 2, 2));
            var segment = file.Slice(at, 2 + length);
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                height = BinaryPrimitives.ReadUInt16BigEndian(segment.Slice(5, 2));
                width = BinaryPrimitives.ReadUInt16BigEndian(segment.Slice(7, 2));
            }
            if (marker == 0xE1 && Orientation(segment[4..]) > 1)
            {
                problem = PictureProblem.Turned;
                return null;
            }
            // APP0 (JFIF), APP2 (colour profile) and APP14 (Adobe's colour transform) belong to the picture; the other APPs and comments do not.
            var isAbout = marker is 0xFE or (>= 0xE1 and <= 0xEF and not (0xE2 or 0xEE));
            if (!isAbout) output.Write(segment);
            at += segment.Length;
        }
        return null;
    }

    /// <summary>EXIF's orientation; 1 is upright, and so is none.</summary>
    private static int Orientation(ReadOnlySpan<byte> exif)
    {
        if (!exif.StartsWith("Exif\0\0"u8)) return 1;
        var tiff = exif[6..];
        var little = tiff[0] == 'I';
        var folder = tiff[(int)Whole(tiff.Slice(4, 4), little)..];
        var count = Short(folder, little);
        for (var i = 0; i < count; i++)
        {
            var entry = folder.Slice(2 + i * 12, 12);
            if (Short(entry, little) == 0x0112) return Short(entry[8..], little);
        }
        return 1;
    }

    private static int Short(ReadOnlySpan<byte> bytes, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[..2]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[..2]);

    private static uint Whole(ReadOnlySpan<byte> bytes, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static PictureFile? ReadPng(ReadOnlySpan<byte> file)
    {
        var output = new MemoryStream(file.Length);
        output.Write(PngStart);
        var (width, height) = (0, 0);
        var at = PngStart.Length;
        while (at < file.Length)
        {
            var length = checked((int)BinaryPrimitives.ReadUInt32BigEndian(file.Slice(at, 4)) & 0x7FFFFFFF);
            var chunk = file.Slice(at, 12 + length);
            var name = chunk.Slice(4, 4);
            if (name.SequenceEqual("IHDR"u8))
            {
                width = BinaryPrimitives.ReadInt32BigEndian(chunk.Slice(8, 4));
                height = BinaryPrimitives.ReadInt32BigEndian(chunk.Slice(12, 4));
            }
            var isAbout = name.SequenceEqual("eXIf"u8) || name.SequenceEqual("tEXt"u8) || name.SequenceEqual("zTXt"u8) || name.SequenceEqual("iTXt"u8) || name.SequenceEqual("tIME"u8);
            if (!isAbout) output.Write(chunk);
            if (name.SequenceEqual("IEND"u8)) return new PictureFile(output.ToArray(), width, height);
            at += chunk.Length;
        }
        return null;
    }

    /// <summary>A WebP without its colour profile too, for colours that are those of the web. libvips 8.14, Debian 12's, writes EXIF with its places, XMP and the profile although told to leave them out.</summary>
    public static byte[] Bare(byte[] webP) => ReadWebP(webP, keepsProfile: false)?.Bytes ?? throw new ArgumentException("no WebP", nameof(webP));

    private static PictureFile? ReadWebP(ReadOnlySpan<byte> file, bool keepsProfile = true)
    {
        var end = 8 + (long)BinaryPrimitives.ReadUInt32LittleEndian(file.Slice(4, 4));
        if (end > file.Length) return null;
        var output = new MemoryStream(file.Length);
        output.Write(file[..12]);
        var (width, height) = (0, 0);
        var at = 12;
        while (at + 8 <= end)
        {
            var length = checked((int)BinaryPrimitives.ReadUInt32LittleEndian(file.Slice(at + 4, 4)));
            var chunk = file.Slice(at, Math.Min(8 + length + (length & 1), file.Length - at));
            var name = chunk[..4];
            if (name.SequenceEqual("VP8X"u8))
            {
                (width, height) = (1 + Three(chunk.Slice(12, 3)), 1 + Three(chunk.Slice(15, 3)));
                var flags = chunk.ToArray();
                flags[8] &= (byte)(keepsProfile ? 0b1111_0011 : 0b1101_0011); // no EXIF, no XMP
                output.Write(flags);
            }
            else if (!name.SequenceEqual("EXIF"u8) && !name.SequenceEqual("XMP "u8) && (keepsProfile || !name.SequenceEqual("ICCP"u8)))
            {
                if (width == 0 && name.SequenceEqual("VP8 "u8))
                {
                    width = BinaryPrimitives.ReadUInt16LittleEndian(chunk.Slice(14, 2)) & 0x3FFF;
                    height = BinaryPrimitives.ReadUInt16LittleEndian(chunk.Slice(16, 2)) & 0x3FFF;
                }
                if (width == 0 && name.SequenceEqual("VP8L"u8))
                {
                    var bits = BinaryPrimitives.ReadUInt32LittleEndian(chunk.Slice(9, 4));
                    (width, height) = (1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
                }
                output.Write(chunk);
            }
            at += chunk.Length;
        }
        var bytes = output.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)bytes.Length - 8);
        return new PictureFile(bytes, width, height);

        static int Three(ReadOnlySpan<byte> b) => b[0] | (b[1] << 8) | (b[2] << 16);
    }
}
