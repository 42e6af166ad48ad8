using System.Reflection;
using System.Runtime.InteropServices;
using HonourWall.Generator.Output;

namespace HonourWall.Generator.Pictures.Vips;

/// <summary>
/// Finds and starts libvips, once a process: the prebuilt library of the npm package <c>@img/sharp-libvips-&lt;os&gt;-&lt;cpu&gt;</c> in the
/// folder that the environment names or in a <c>node_modules</c> beside the command or above it, else the system's libvips 42.
/// </summary>
public static class VipsLibrary
{
    /// <summary>A <c>node_modules</c> folder or a library file; <c>system</c>: the system's alone; <c>none</c>: do without.</summary>
    public const string Variable = "HONOURWALL_VIPS";

    private static readonly Lazy<nint> Handle = new(Load);
    private static readonly Lazy<bool> Started = new(Start);

    /// <summary>Whether there is a libvips that starts.</summary>
    public static bool IsThere => Started.Value;

    /// <summary>Such as <c>8.18.7</c>: another version may write other bytes.</summary>
    public static string Version => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{VipsNative.vips_version(0)}.{VipsNative.vips_version(1)}.{VipsNative.vips_version(2)}");

    /// <summary>The npm package for this machine.</summary>
    public static string PackageName => $"@img/sharp-libvips-{Platform}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    private static string Platform => OperatingSystem.IsMacOS() ? "darwin" : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linuxmusl" : "linux";

    private static bool Start()
    {
        if (Handle.Value == 0) return false;
        NativeLibrary.SetDllImportResolver(typeof(VipsLibrary).Assembly, (name, assembly, path) => name == VipsNative.Name ? Handle.Value : 0);
        CompressionLibrary.Bind();
        if (VipsNative.vips_init("honourwall") != 0) return false;
        Silence();
        // Several pictures are made at a time, one thread each; and no operation is asked for twice.
        VipsNative.vips_concurrency_set(1);
        VipsNative.vips_cache_set_max(0);
        return true;
    }

    /// <summary>What a picture's file has to complain of we report ourselves, at its place.</summary>
    private static unsafe void Silence() => VipsNative.g_log_set_handler("VIPS", VipsNative.AnyWarning, &Ignore, 0);

    [UnmanagedCallersOnly]
    private static void Ignore(nint domain, int level, nint message, nint data)
    {
    }

    private static nint Load()
    {
        var asked = Environment.GetEnvironmentVariable(Variable);
        if (asked == "none") return 0;
        foreach (var file in asked == "system" ? [] : Candidates(asked))
        {
            if (NativeLibrary.TryLoad(file, out var handle)) return handle;
        }
        string[] names = OperatingSystem.IsMacOS() ? ["libvips.42.dylib"] : ["libvips.so.42"];
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), null, out var handle)) return handle;
        }
        return 0;
    }

    private static IEnumerable<string> Candidates(string? asked)
    {
        if (File.Exists(asked)) yield return asked;
        foreach (var modules in Modules(asked))
        {
            var folder = Path.Combine(modules, PackageName.Replace('/', Path.DirectorySeparatorChar), "lib");
            if (!Directory.Exists(folder)) continue;
            foreach (var file in Directory.EnumerateFiles(folder, "libvips-cpp.*").Order(StringComparer.Ordinal)) yield return file;
        }
    }

    private static IEnumerable<string> Modules(string? asked)
    {
        if (asked is { Length: > 0 }) yield return asked;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent) yield return Path.Combine(folder.FullName, "node_modules");
    }
}
