using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HonourWall.Admin.Data;

/// <summary>Where the database is: a kind and a connection string. PostgreSQL when one is configured, else <c>admin.db</c> in the data folder.</summary>
public sealed record DatabaseAddress(DatabaseKind Kind, string ConnectionString)
{
    /// <param name="connection">The value of <c>ConnectionStrings__Admin</c>; null or empty means SQLite.</param>
    /// <exception cref="DatabaseAddressException">It is no address, or leads to another machine without TLS.</exception>
    public static DatabaseAddress From(string? connection, DataFolder folder) =>
        string.IsNullOrWhiteSpace(connection) ? Sqlite(folder.Database) : PostgreSql(connection);

    /// <summary>The database knows the room by an unchanging password, not by its Unix user or a certificate.</summary>
    public bool UsesPassword => Kind == DatabaseKind.PostgreSql && Read(ConnectionString).Password is { Length: > 0 };

    private static DatabaseAddress PostgreSql(string connection)
    {
        var parts = Read(connection);
        if (parts.SslMode != SslMode.VerifyFull && !(parts.Host ?? "").Split(',').All(IsHere))
            throw new DatabaseAddressException($"PostgreSQL 在另一台机器上（{parts.Host}），连接必须加密并核对证书：请在 ConnectionStrings__Admin 里加上 SSL Mode=VerifyFull，用自己的证书机构时再加 Root Certificate=…。");
        return new(DatabaseKind.PostgreSql, connection);
    }

    private static NpgsqlConnectionStringBuilder Read(string connection)
    {
        try
        {
            return new(connection);
        }
        catch (ArgumentException e)
        {
            throw new DatabaseAddressException("ConnectionStrings__Admin 看不懂：要像 Host=…;Database=…;Username=…。", e);
        }
    }

    // A folder is a Unix socket.
    private static bool IsHere(string host) => host.Length == 0 || host[0] is '/' or '@' || host.Split(':')[0] is "localhost" or "127.0.0.1" || host is "::1" or "[::1]";

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
