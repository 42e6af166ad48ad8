using System.Text;

namespace HonourWall.Roll;

/// <summary>
/// A file that only saves work. It begins with the hash of what follows, so that one that is cut short or damaged counts as none, and it is put in
/// place whole or not at all.
/// </summary>
public static class CacheFile
{
    /// <summary>Null where there is no such file, or none that can be read; it is then made anew, and nobody need know.</summary>
    public static T? Read<T>(string path, Func<BinaryReader, T?> read) where T : class
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            return ContentHash.Read(reader) == ContentHash.Of(bytes.AsSpan(ContentHash.Length)) ? read(reader) : null;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            // Another version of the program may have written it.
            return null;
        }
    }

    /// <summary>How many items follow: never more than there are bytes for.</summary>
    public static int ReadCount(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        return count >= 0 && count <= reader.BaseStream.Length - reader.BaseStream.Position ? count : throw new FormatException();
    }

    public static void Write(string path, Action<BinaryWriter> write) => Write(path, BytesFor(path, write).Span);

    /// <summary>What such a file will hold; <see cref="Write(string, ReadOnlySpan{byte})"/> puts it in place.</summary>
    public static ReadOnlyMemory<byte> BytesFor(string path, Action<BinaryWriter> write)
    {
        // Most are about as long as the last time; growing on the way would take three times as much.
        var before = new FileInfo(path);
        var bytes = new MemoryStream(before.Exists ? (int)Math.Min(before.Length + before.Length / 16, Array.MaxLength) : 0);
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, true))
        {
            default(ContentHash).Write(writer); // room for the hash
            write(writer);
            writer.Flush();
            var hash = ContentHash.Of(bytes.GetBuffer().AsSpan(ContentHash.Length, (int)bytes.Length - ContentHash.Length));
            bytes.Position = 0;
            hash.Write(writer);
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>What checks its bytes by itself.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a file stands in a folder
            File.WriteAllBytes(path + ".new", bytes);
            File.Move(path + ".new", path, true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The disk is full or closed, and the site is in place: what is not kept costs the next build time and nothing else.
        }
    }
}
