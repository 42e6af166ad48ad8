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
        // A server holds the site in memory anyway, and somebody waits for each of its builds: a first generation of 64 MB instead of 16 is collected a few times less while he does (docs/performance.md).
        if (arguments is ["serve", ..]) SetVariable("DOTNET_GCGen0MaxBudget", "4000000", overwrite: 0);
        Replace(program, ["honourwall", .. arguments, null]);
    }

    /// <summary>For the program that comes: what .NET keeps of the environment does not reach it. A number is hexadecimal there.</summary>
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    /// <summary>Returns only when the file cannot be run.</summary>
    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Replace(string program, string?[] arguments);
}
