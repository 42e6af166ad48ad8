using System.Runtime.InteropServices;

namespace HonourWall.Generator.Output;

/// <summary>
/// Binds the runtime's compression library to its own functions. Debian's libvips loads its modules for the whole process, and with one of them
/// another Brotli, whose functions have the same names: what the runtime's library had not yet bound then called into that one, and a build that
/// wrote pictures and <c>.br</c> died of it. Whoever brings libvips or Brotli into the process binds first.
/// </summary>
internal static partial class CompressionLibrary
{
    /// <summary>RTLD_NOW, the same on Linux and macOS: every function at once, not at its first call.</summary>
    private const int Now = 2;

    private static readonly Lazy<nint> Bound = new(Load);

    public static void Bind() => _ = Bound.Value;

    private static nint Load()
    {
        // macOS tells apart which library a name comes from; Windows likewise.
        if (!OperatingSystem.IsLinux()) return 0;
        var file = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.IO.Compression.Native.so");
        try
        {
            return Open(file, Now);
        }
        catch (EntryPointNotFoundException)
        {
            return OpenOfOld(file, Now);
        }
    }

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string file, int mode);

    // Before glibc 2.34 it stood in a library of its own.
    [LibraryImport("libdl.so.2", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenOfOld(string file, int mode);
}
