using System.Runtime.InteropServices;

namespace HonourWall.Roll.Reading;

/// <summary>
/// What changes whenever a file does: its length, when its bytes and when its record were last changed, and which file of the disk it is. Nobody can
/// set the second moment back, so a copy of another file with the same length and date differs too.
/// </summary>
/// <param name="Modified">Nanoseconds since 1970, as <paramref name="Changed"/>.</param>
internal readonly partial record struct FileStamp(long Length, long Modified, long Changed, long Number)
{
    private const long Nano = 1_000_000_000;

    /// <summary>Null where the system does not tell all of it.</summary>
    public static FileStamp? Of(string path) => Look(path, true)?.Stamp;

    /// <summary>
    /// What stands at a path, without opening it: a pipe, a socket or a device is told from a file, which the base library does only once it has opened
    /// it. Null where nothing is there, or the system cannot tell.
    /// </summary>
    public static (EntryType Type, FileStamp Stamp)? Look(string path, bool followLinks)
    {
        if (!OperatingSystem.IsLinux()) return null;
        try
        {
            if (Statx(CurrentFolder, path, followLinks ? 0 : NoFollow, BasicFields, out var found) != 0) return null;
            var type = (found.Mode & TypeMask) switch { Regular => EntryType.File, Folder => EntryType.Folder, Link => EntryType.Link, _ => EntryType.Special };
            return (type, new FileStamp((long)found.Size, (found.ModifiedSeconds * Nano) + found.ModifiedNano, (found.ChangedSeconds * Nano) + found.ChangedNano, (long)found.Number));
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether the file has been left alone for so long.</summary>
    public bool IsSettled(TimeSpan quiet) => IsSettled(quiet, DateTimeOffset.UtcNow);

    /// <summary>Whether it had been at a moment.</summary>
    public bool IsSettled(TimeSpan quiet, DateTimeOffset moment) => Math.Max(Modified, Changed) + (quiet.Ticks * 100) < (moment - DateTimeOffset.UnixEpoch).Ticks * 100;

    private const int CurrentFolder = -100;
    private const uint BasicFields = 0x7FF;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;
    private const int Link = 0xA000;
    private const int NoFollow = 0x100;

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint fields, out Record found);

    /// <summary>The kernel's <c>struct statx</c>, the same on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Record
    {
        [FieldOffset(28)]
        public ushort Mode;
        [FieldOffset(32)]
        public ulong Number;
        [FieldOffset(40)]
        public ulong Size;
        [FieldOffset(96)]
        public long ChangedSeconds;
        [FieldOffset(104)]
        public uint ChangedNano;
        [FieldOffset(112)]
        public long ModifiedSeconds;
        [FieldOffset(120)]
        public uint ModifiedNano;
    }
}

/// <summary>What a name on the disk stands for.</summary>
internal enum EntryType
{
    File,
    Folder,
    Link,
    /// <summary>A pipe, a socket or a device.</summary>
    Special,
}
