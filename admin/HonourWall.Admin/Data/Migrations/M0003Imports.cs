namespace HonourWall.Admin.Data.Migrations;

/// <summary>Uploaded lists that wait for their second phase.</summary>
public static class M0003Imports
{
    public static Migration Step { get; } = new(3, "imports", Statements);

    private static IEnumerable<string> Statements(Dialect d) =>
    [
        $"""
        CREATE TABLE imports (
            id {d.Uuid} PRIMARY KEY,
            uploaded_by {d.Uuid} NOT NULL,
            uploaded_at {d.Instant} NOT NULL,
            payload text NOT NULL,
            {d.OwnedByOrganisation}
        )
        """,
        "CREATE INDEX imports_uploader ON imports (uploaded_by)",
    ];
}
