using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HonourWall.Admin.Data;

/// <summary>
/// Whether a database refused something because somebody else was faster, whichever statement it refused: then nothing of the transaction is kept, and doing it
/// again is all there is to do. Where nobody says it better, the error gate says it.
/// </summary>
public static class DatabaseConflict
{
    // What EF Core and Npgsql put around a refusal differs from statement to statement; what the database said lies somewhere inside.
    public static bool IsOvertaken(Exception problem)
    {
        for (var inner = problem; inner is not null; inner = inner.InnerException)
            if (inner is DbUpdateConcurrencyException || IsTaken(inner) || IsGivenUp(inner)) return true;
        return false;
    }

    /// <summary>Another row has the same unique key.</summary>
    public static bool IsDuplicate(DbUpdateException problem) => problem.InnerException is { } said && IsTaken(said);

    private static bool IsTaken(Exception said) => said switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        SqliteException { SqliteErrorCode: SqliteConstraint, SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey } => true,
        _ => false,
    };

    // Two transactions waited for one another or for the same rows, and the database let the other one go first.
    private static bool IsGivenUp(Exception said) => said switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable } => true,
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => true,
        _ => false,
    };

    private const int SqliteBusy = 5, SqliteLocked = 6, SqliteConstraint = 19, SqliteUnique = 2067, SqlitePrimaryKey = 1555;
}
