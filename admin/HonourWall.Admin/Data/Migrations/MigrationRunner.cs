using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace HonourWall.Admin.Data.Migrations;

/// <summary>Brings a database to the newest schema, one transaction per step, by one process at a time.</summary>
public static class MigrationRunner
{
    /// <summary>The schema that the database has; 0 for an empty one.</summary>
    public static async Task<int> VersionAsync(AdminDb db, CancellationToken cancel = default)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var exists = db.Kind == DatabaseKind.Sqlite
            ? "SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_versions'"
            : "SELECT COUNT(*) FROM pg_tables WHERE tablename = 'schema_versions' AND schemaname = current_schema()";
        return await NumberAsync(db, exists, cancel) == 0 ? 0 : await NumberAsync(db, "SELECT COALESCE(MAX(version), 0) FROM schema_versions", cancel);
    }

    /// <summary>The steps still to take.</summary>
    /// <exception cref="MigrationException">The database is newer than this program.</exception>
    public static async Task<IReadOnlyList<Migration>> PendingAsync(AdminDb db, CancellationToken cancel = default)
    {
        var version = await VersionAsync(db, cancel);
        var newest = Migration.All[^1].Version;
        if (version > newest) throw new MigrationException($"数据库是第 {version} 版，本程序只认识到第 {newest} 版：请换用较新的程序。");
        return [.. Migration.All.Where(step => step.Version > version)];
    }

    /// <summary>Takes the pending steps. The caller has made a backup.</summary>
    public static async Task<IReadOnlyList<Migration>> RunAsync(AdminDb db, TimeProvider clock, CancellationToken cancel = default)
    {
        var taken = new List<Migration>();
        if (db.Kind == DatabaseKind.Sqlite) await ExecuteAsync(db, "PRAGMA journal_mode = WAL", cancel);
        foreach (var step in Migration.All)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            // Two servers that start at once: the second waits here and then finds the step taken. SQLite's transaction is a lock already.
            if (db.Kind == DatabaseKind.PostgreSql) await ExecuteAsync(db, "SELECT pg_advisory_xact_lock(4815162342)", cancel);
            if (await VersionAsync(db, cancel) >= step.Version) continue;
            if (step.Version == 1) await ExecuteAsync(db, "CREATE TABLE schema_versions (version integer PRIMARY KEY, name text NOT NULL, applied_at bigint NOT NULL)", cancel);
            foreach (var statement in step.Statements(new(db.Kind))) await ExecuteAsync(db, statement, cancel);
            await ExecuteAsync(db, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO schema_versions (version, name, applied_at) VALUES ({step.Version}, '{step.Name}', {clock.GetUtcNow().ToUnixTimeMilliseconds()})"), cancel);
            await transaction.CommitAsync(cancel);
            taken.Add(step);
        }
        return taken;
    }

    private static async Task<int> NumberAsync(AdminDb db, string sql, CancellationToken cancel)
    {
        await using var command = Command(db, sql);
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(AdminDb db, string sql, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = Command(db, sql);
        await command.ExecuteNonQueryAsync(cancel);
    }

    // The statements are constants of the program: no value of anybody is in them.
#pragma warning disable CA2100
    private static DbCommand Command(AdminDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }
#pragma warning restore CA2100
}
