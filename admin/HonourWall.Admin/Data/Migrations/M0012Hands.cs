namespace HonourWall.Admin.Data.Migrations;

/// <summary>
/// Who changed a fact of a person that amounts rest on: they review nothing that rests on it. What was changed before is in the history by name and is not looked at,
/// for a name is not an account.
/// </summary>
public static class M0012Hands
{
    public static Migration Step { get; } = new(12, "hands", d =>
    [
        $"ALTER TABLE person_events ADD COLUMN fact_by {d.Uuid} REFERENCES accounts (id)",
        "CREATE INDEX person_events_facts ON person_events (fact_by, person_id, at) WHERE fact_by IS NOT NULL",
    ]);
}
