using System.Data.Common;
using Npgsql;

namespace HonourWall.Admin.Data;

/// <summary>What an operator reads when the database does not open, and the one thing to do; other problems keep their own words.</summary>
public static class DatabaseProblem
{
    public static string Words(DbException problem) => problem switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"PostgreSQL 里没有这个数据库（{Own(problem)}）。请先用 createdb 建立它，或者改 ConnectionStrings__Admin 里的 Database。",
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => $"PostgreSQL 不接受这个用户名或口令（{Own(problem)}）。请改 ConnectionStrings__Admin 里的 Username 和 Password。",
        NpgsqlException { InnerException: System.Net.Sockets.SocketException or TimeoutException } => $"连不上 PostgreSQL（{Own(problem)}）。请看它是否开着，ConnectionStrings__Admin 里的 Host 和 Port 对不对。",
        _ => problem.Message,
    };

    private static string Own(DbException problem) => (problem as PostgresException)?.MessageText ?? problem.Message;
}
