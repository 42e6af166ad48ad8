namespace HonourWall.Generator.Pictures;

/// <summary>What is published of a video is the file itself, so it is looked into before: what it is, and whether it tells where it was taken.</summary>
public static class VideoFile
{
    private const int Head = 64;
    /// <summary>Boxes that phones write a place into: ©xyz and loci of MP4, QuickTime's location key.</summary>
    private static readonly byte[][] Places = [[0xA9, (byte)'x', (byte)'y', (byte)'z'], [.. "loci"u8], [.. "com.apple.quicktime.location"u8]];

    /// <summary>Whether the bytes are what the name says: MP4 begins with a box ftyp, WebM with EBML, WebVTT with its name.</summary>
    public static bool IsWhatItSays(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[Head];
        head = head[..file.ReadAtLeast(head, Head, false)];
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".mp4" => head.Length > 8 && head[4..].StartsWith("ftyp"u8),
            ".webm" => head.StartsWith(Ebml),
            _ => head.StartsWith("WEBVTT"u8) || head.StartsWith(MarkedWebVtt),
        };
    }

    /// <summary>Looks through the whole file, a block at a time.</summary>
    public static bool TellsPlace(string path)
    {
        using var file = File.OpenRead(path);
        var longest = Places.Max(p => p.Length);
        var block = new byte[1 << 20];
        var kept = 0;
        while (file.Read(block, kept, block.Length - kept) is > 0 and var read)
        {
            var seen = block.AsSpan(0, kept + read);
            foreach (var place in Places)
            {
                if (IsInBox(seen, place)) return true;
            }
            kept = Math.Min(longest + 8, seen.Length);
            seen[^kept..].CopyTo(block);
        }
        return false;
    }

    /// <summary>Four letters can stand among pixels by chance: as a box's name they follow a small length.</summary>
    private static bool IsInBox(ReadOnlySpan<byte> bytes, byte[] name)
    {
        for (var from = 0; bytes[from..].IndexOf(name) is >= 0 and var at; from += at + 1)
        {
            var start = from + at;
            if (name.Length > 4 || (start >= 4 && bytes[start - 4] == 0 && bytes[start - 3] == 0 && bytes[start - 2] < 2)) return true;
        }
        return false;
    }

    private static ReadOnlySpan<byte> Ebml => [0x1A, 0x45, 0xDF, 0xA3];
    private static ReadOnlySpan<byte> MarkedWebVtt => [0xEF, 0xBB, 0xBF, (byte)'W', (byte)'E', (byte)'B', (byte)'V', (byte)'T', (byte)'T'];
}
