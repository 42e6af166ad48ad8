using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Data;

/// <summary>Where the database is: a kind and a connection string. PostgreSQL when one is configured, else <c>admin.db</c> in the data folder.</summary>
public sealed record DatabaseAddress(DatabaseKind Kind, string ConnectionString)
{
    /// <param name="connection">The value of <c>ConnectionStrings__Admin</c>; null or empty means SQLite.</param>
    public static DatabaseAddress From(string? connection, DataFolder folder) =>
        string.IsNullOrWhiteSpace(connection) ? Sqlite(folder.Database) : new(DatabaseKind.PostgreSql, connection);

    public static DatabaseAddress Sqlite(string file)
    {
        SystemSqlite.Use();
        return new(DatabaseKind.Sqlite, new SqliteConnectionStringBuilder
        {
            DataSource = file,
            ForeignKeys = true,
            // Seconds that a writer waits for another one; SQLite has one at a time.
            DefaultTimeout = 30,
        }.ToString());
    }

    public DbContextOptions<AdminDb> Options()
    {
        var builder = new DbContextOptionsBuilder<AdminDb>();
        if (Kind == DatabaseKind.Sqlite) builder.UseSqlite(ConnectionString);
        else builder.UseNpgsql(ConnectionString);
        return builder.Options;
    }
}
