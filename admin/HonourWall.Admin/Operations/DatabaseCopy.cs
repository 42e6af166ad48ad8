using System.Diagnostics;
using HonourWall.Admin.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HonourWall.Admin.Operations;

/// <summary>A consistent copy of the whole database as one file, and back: SQLite's own copy, PostgreSQL's <c>pg_dump</c>. Works while the server runs.</summary>
public static class DatabaseCopy
{
    /// <exception cref="OperationException">PostgreSQL's tools are missing or refuse.</exception>
    public static async Task WriteAsync(DatabaseAddress address, string file, CancellationToken cancel = default)
    {
        if (address.Kind == DatabaseKind.PostgreSql)
        {
            await RunAsync("pg_dump", address, ["--format=custom", "--no-owner", "--no-privileges", "--file=" + file], cancel);
        }
        else
        {
            await using var connection = new SqliteConnection(address.ConnectionString);
            await connection.OpenAsync(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO @file";
            command.Parameters.AddWithValue("@file", file);
            await command.ExecuteNonQueryAsync(cancel);
        }
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Into an empty database; the caller has made sure that it is.</summary>
    public static async Task ReadAsync(DatabaseAddress address, string file, CancellationToken cancel = default)
    {
        if (address.Kind == DatabaseKind.PostgreSql) await RunAsync("pg_restore", address, ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", "--dbname=" + new NpgsqlConnectionStringBuilder(address.ConnectionString).Database, file], cancel);
        else File.Move(file, new SqliteConnectionStringBuilder(address.ConnectionString).DataSource);
    }

    private static async Task RunAsync(string tool, DatabaseAddress address, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var connection = new NpgsqlConnectionStringBuilder(address.ConnectionString);
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // By environment: a password on the command line would show in the list of processes.
        start.Environment["PGHOST"] = connection.Host;
        start.Environment["PGPORT"] = connection.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["PGDATABASE"] = connection.Database;
        start.Environment["PGUSER"] = connection.Username;
        // Its own default would be content without a certificate.
        start.Environment["PGSSLMODE"] = connection.SslMode switch { SslMode.VerifyFull => "verify-full", SslMode.VerifyCA => "verify-ca", var mode => mode.ToString().ToLowerInvariant() };
        if (connection.RootCertificate is { Length: > 0 } root) start.Environment["PGSSLROOTCERT"] = root;
        if (connection.SslCertificate is { Length: > 0 } certificate) start.Environment["PGSSLCERT"] = certificate;
        if (connection.SslKey is { Length: > 0 } key) start.Environment["PGSSLKEY"] = key;
        if (connection.Password is { Length: > 0 } password) start.Environment["PGPASSWORD"] = password;
        try
        {
            using var process = Process.Start(start) ?? throw new OperationException($"{tool} 没有启动。");
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var error = await process.StandardError.ReadToEndAsync(cancel);
            await output;
            await process.WaitForExitAsync(cancel);
            if (process.ExitCode != 0) throw new OperationException($"{tool} 没有成功：{error.Trim()}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new OperationException($"找不到 {tool}：请安装 PostgreSQL 的客户端工具（Debian 软件包 postgresql-client）。");
        }
    }
}
