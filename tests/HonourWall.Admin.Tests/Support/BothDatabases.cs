using HonourWall.Admin.Data;
using Xunit;

namespace HonourWall.Admin.Tests.Support;

/// <summary>Runs a test on SQLite and on PostgreSQL.</summary>
public sealed class BothDatabases : TheoryData<DatabaseKind>
{
    public BothDatabases()
    {
        Add(DatabaseKind.Sqlite);
        Add(DatabaseKind.PostgreSql);
    }
}
