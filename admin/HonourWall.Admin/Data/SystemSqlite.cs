using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using SQLitePCL;

namespace HonourWall.Admin.Data;

/// <summary>
/// Lets EF Core's SQLite provider run on the SQLite that the operating system keeps patched. The registry holds SQLitePCLRaw only as 2.0.6,
/// while EF Core 10 asks for 2.1: the members it calls are the same. Delete this class the day a current SQLitePCLRaw restores.
/// </summary>
public static class SystemSqlite
{
    private static readonly Lazy<bool> Ready = new(Prepare);

    /// <summary>Safe to call any number of times, from any thread; before the first connection.</summary>
    public static void Use() => _ = Ready.Value;

    private static bool Prepare()
    {
        AssemblyLoadContext.Default.Resolving += ResolveAssembly;
        return SetProvider();
    }

    // In a method of its own: its types must not be resolved before the handler above stands.
    private static bool SetProvider()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, ResolveLibrary);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    }

    private static Assembly? ResolveAssembly(AssemblyLoadContext context, AssemblyName name) =>
        name.Name?.StartsWith("SQLitePCLRaw.", StringComparison.Ordinal) == true
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, name.Name + ".dll"))
            : null;

    private static nint ResolveLibrary(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != "e_sqlite3") return 0;
        foreach (var candidate in (string[])["libsqlite3.so.0", "libsqlite3.dylib", "winsqlite3", "sqlite3"])
        {
            if (NativeLibrary.TryLoad(candidate, out var handle)) return handle;
        }
        return 0;
    }
}
