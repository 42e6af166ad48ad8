namespace HonourWall.Admin.Data.Migrations;

/// <summary>
/// Which answers of the bank have been entered for which file, by their digest: the same one for another file, of another cycle or of an earlier attempt, fits it to
/// the digit where the same people get the same amounts, and would call payments paid or failed that the bank has not answered.
/// </summary>
public static class M0008Answers
{
    public static Migration Step { get; } = new(8, "answers", d =>
    [
        $"""
        CREATE TABLE bank_answers (
            digest text NOT NULL,
            entered_at {d.Instant} NOT NULL,
            {d.OwnedBy("bank_files", "bank_file_id")},
            PRIMARY KEY (bank_file_id, digest)
        )
        """,
        "CREATE INDEX bank_answers_digest ON bank_answers (digest)",
    ]);
}
