using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace HonourWall.Generator.Commands;

/// <summary>
/// The same command compiled to machine code (HonourWall.Native), where it lies beside honourwall.dll: it takes the place of this process before anything else is loaded.
/// <c>HONOURWALL_NATIVE=off</c> keeps it away, for comparisons.
/// </summary>
internal static partial class NativeProgram
{
    /// <summary>Does not return where it succeeds; where it does, the command is to be run here.</summary>
    public static void TakeOver(string[] arguments)
    {
        if (!Avx2.IsSupported || !Bmi2.IsSupported || !Fma.IsSupported || !Lzcnt.IsSupported) return; // what it was compiled for
        var program = AppContext.BaseDirectory + "honourwall-native";
        if (!File.Exists(program) || Environment.GetEnvironmentVariable("HONOURWALL_NATIVE") == "off") return;
        Replace(program, ["honourwall", .. arguments, null]);
    }

    /// <summary>Returns only when the file cannot be run.</summary>
    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Replace(string program, string?[] arguments);
}
