using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HonourWall.Admin.Data;

/// <summary>Why a database refused a save, where both databases can say the same.</summary>
public static class DatabaseConflict
{
    private const int SqliteConstraint = 19, SqliteUnique = 2067, SqlitePrimaryKey = 1555;

    /// <summary>Another row has the same unique key: somebody was faster.</summary>
    public static bool IsDuplicate(DbUpdateException problem) => problem.InnerException switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        SqliteException { SqliteErrorCode: SqliteConstraint, SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey } => true,
        _ => false,
    };

    /// <summary>Two transactions waited for one another, and the database gave up this one; EF Core says it in its own words around.</summary>
    public static bool IsDeadlock(InvalidOperationException problem) => problem.InnerException?.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected };
}
