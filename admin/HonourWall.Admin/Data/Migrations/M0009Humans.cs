namespace HonourWall.Admin.Data.Migrations;

/// <summary>
/// Which entries bear one ID number, from an index alone: the figures ask it of everybody at each look, and the entries are wide with sealed values (SQLite, 50,000
/// of them: 20 ms of CPU instead of 125).
/// </summary>
public static class M0009Humans
{
    public static Migration Step { get; } = new(9, "humans", _ => ["DROP INDEX persons_id_number", "CREATE INDEX persons_id_number ON persons (id_number_index, organisation_path, merged_into_id, id)"]);
}
