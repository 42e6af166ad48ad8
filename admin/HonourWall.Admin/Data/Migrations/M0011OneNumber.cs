namespace HonourWall.Admin.Data.Migrations;

/// <summary>
/// One ID number, one entry of an organisation: whoever looked at the same instant found none, and both were taken in. Not over organisations, where two may have an
/// entry each and neither is told of the other's. Entries that were double before stay as they are, to be merged by people; all but the first are left out of the key.
/// </summary>
public static class M0011OneNumber
{
    public static Migration Step { get; } = new(11, "one-number", Statements);

    private static IEnumerable<string> Statements(Dialect d) =>
    [
        $"ALTER TABLE persons ADD COLUMN is_double {d.Bool} NOT NULL DEFAULT {d.False}",
        $"""
        UPDATE persons SET is_double = {d.True} WHERE merged_into_id IS NULL AND EXISTS (
            SELECT 1 FROM persons first WHERE first.id_number_index = persons.id_number_index AND first.organisation_id = persons.organisation_id AND first.merged_into_id IS NULL AND first.id < persons.id)
        """,
        $"CREATE UNIQUE INDEX persons_one_number ON persons (id_number_index, organisation_id) WHERE merged_into_id IS NULL AND is_double = {d.False}",
    ];
}
