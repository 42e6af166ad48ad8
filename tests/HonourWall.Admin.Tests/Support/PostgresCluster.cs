using System.Diagnostics;
using Npgsql;

namespace HonourWall.Admin.Tests.Support;

/// <summary>
/// A throwaway PostgreSQL of this test run: on a Unix socket in a temporary folder, stopped and deleted at the end. Where it cannot start,
/// the tests that need it fail; they never skip.
/// </summary>
public sealed class PostgresCluster
{
    private static readonly Lazy<PostgresCluster> Shared = new(() => new());
    private readonly string _folder;
    private int _databases;

    private PostgresCluster()
    {
        _folder = Run("mktemp", "-d", "/tmp/hwpg.XXXXXX").Trim();
        Run(Tool("initdb"), "-D", _folder + "/data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
        Run(Tool("pg_ctl"), "-D", _folder + "/data", "-l", _folder + "/log", "-w", "-o",
            $"-k {_folder} -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200", "start");
    }

    public static PostgresCluster Instance => Shared.Value;

    /// <summary>The folder of the server's tools.</summary>
    public static string Bin { get; } =
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => d, StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")).FirstOrDefault(Directory.Exists) ?? ""
            : "";

    public string ConnectionString(string database) => $"Host={_folder};Username=postgres;Database={database};Maximum Pool Size=20;Include Error Detail=true";

    /// <summary>A new database; a copy of another one when named.</summary>
    public string Create(string? template = null)
    {
        var name = $"t{Interlocked.Increment(ref _databases)}";
        Execute($"CREATE DATABASE {name}" + (template is null ? "" : $" TEMPLATE {template}"));
        return name;
    }

    public void Drop(string name)
    {
        NpgsqlConnection.ClearAllPools();
        Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    /// <summary>Puts a copy in the place of a database.</summary>
    public void Replace(string name, string copy)
    {
        Drop(name);
        Execute($"ALTER DATABASE {copy} RENAME TO {name}");
    }

    /// <summary>Waits until the server has ended what it does for a program that was killed: a commit that was on its way still happens.</summary>
    public static async Task WaitUntilQuietAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var others = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'", connection);
        for (var wait = Stopwatch.StartNew(); await others.ExecuteScalarAsync() is not 0L; await Task.Delay(10))
            if (wait.Elapsed > TimeSpan.FromMinutes(1)) throw new TimeoutException("The database is busy with something that has ended.");
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private void Stop()
    {
        Run(Tool("pg_ctl"), "-D", _folder + "/data", "-m", "immediate", "stop");
        Run("rm", "-rf", _folder);
    }

    private static string Tool(string name) => Bin.Length == 0 ? throw new InvalidOperationException("PostgreSQL is not installed (Debian package: postgresql).") : Path.Combine(Bin, name);

    // The server refuses to run as root: then everything here is done by its own user. All three streams are ours: a child that shares the
    // terminal makes the runtime set it up, and stops a test run that is in the background.
    public static string Run(string tool, params string[] arguments)
    {
        var asRoot = Environment.UserName == "root";
        var start = new ProcessStartInfo(asRoot ? "runuser" : tool) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        if (asRoot) foreach (var part in (string[])["-u", "postgres", "--", tool]) start.ArgumentList.Add(part);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{tool} did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{tool} failed: {error}");
    }
}
