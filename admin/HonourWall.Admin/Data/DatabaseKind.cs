namespace HonourWall.Admin.Data;

/// <summary>Which database the private room runs on.</summary>
public enum DatabaseKind
{
    /// <summary>One file in the data folder: the default.</summary>
    Sqlite,

    /// <summary>A server, where a city outgrows one machine.</summary>
    PostgreSql,
}
