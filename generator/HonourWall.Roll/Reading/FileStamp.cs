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
    public static FileStamp? Of(string path)
    {
        if (!OperatingSystem.IsLinux()) return null;
        try
        {
            if (Statx(CurrentFolder, path, 0, BasicFields, out var found) != 0) return null;
            return new FileStamp((long)found.Size, (found.ModifiedSeconds * Nano) + found.ModifiedNano, (found.ChangedSeconds * Nano) + found.ChangedNano, (long)found.Number);
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a path that is there and no folder is a plain file, not a pipe, a socket or a device, which the base library tells apart only once
    /// it has opened them; links are followed. Where the system cannot tell, it counts as one.
    /// </summary>
    public static bool IsRegular(string path)
    {
        try
        {
            return !OperatingSystem.IsLinux() || Statx(CurrentFolder, path, 0, BasicFields, out var found) != 0 || (found.Mode & TypeMask) == Regular;
        }
        catch (EntryPointNotFoundException)
        {
            return true;
        }
    }

    /// <summary>Whether the file has been left alone for so long.</summary>
    public bool IsSettled(TimeSpan quiet) => Math.Max(Modified, Changed) + (quiet.Ticks * 100) < (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100;

    private const int CurrentFolder = -100;
    private const uint BasicFields = 0x7FF;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

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
