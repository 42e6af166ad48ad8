namespace HonourWall.Admin.Data.Migrations;

/// <summary>The words in which the two databases differ. A migration is written once, in terms of these.</summary>
public sealed record Dialect(DatabaseKind Kind)
{
    private bool Sqlite => Kind == DatabaseKind.Sqlite;

    public string Uuid => Sqlite ? "TEXT" : "uuid";

    public string Bool => Sqlite ? "INTEGER" : "boolean";

    public string True => Sqlite ? "1" : "true";

    public string False => Sqlite ? "0" : "false";

    public string Date => Sqlite ? "TEXT" : "date";

    /// <summary>UTC milliseconds.</summary>
    public string Instant => Sqlite ? "INTEGER" : "bigint";

    /// <summary>Whole 分, or a counter.</summary>
    public string Long => Sqlite ? "INTEGER" : "bigint";

    public string Int => Sqlite ? "INTEGER" : "integer";

    /// <summary>Text that is compared by its bytes, such as an organisation's path.</summary>
    public string Ordinal => Sqlite ? "TEXT COLLATE BINARY" : "text COLLATE \"C\"";

    /// <summary>
    /// The two columns that place a row in the tree, with the foreign key that keeps them true. Checked at the commit: a row that moves and new rows
    /// below it may be written in any order.
    /// </summary>
    public string OwnedByOrganisation => $"""
        organisation_id {Uuid} NOT NULL,
            organisation_path {Ordinal} NOT NULL,
            FOREIGN KEY (organisation_id, organisation_path) REFERENCES organisations (id, path) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
        """;

    /// <summary>The same for a row below another one, such as an honour of a person. The parent needs <c>UNIQUE (id, organisation_path)</c>.</summary>
    public string OwnedBy(string parent, string column) => $"""
        {column} {Uuid} NOT NULL,
            organisation_path {Ordinal} NOT NULL,
            FOREIGN KEY ({column}, organisation_path) REFERENCES {parent} (id, organisation_path) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
        """;

    /// <summary>Triggers that refuse to change or delete the rows of a table.</summary>
    public IEnumerable<string> AppendOnly(string table)
    {
        if (Sqlite)
        {
            yield return $"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END";
            yield return $"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END";
            yield break;
        }
        yield return $"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$";
        yield return $"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()";
        yield return $"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()";
    }
}
