namespace HonourWall.Admin.Data.Migrations;

/// <summary>
/// The merged entries, of which there are few: every freeze asks for all of them, and every application for those of its person. Without it both read each
/// person of a city (4,213 pages of PostgreSQL where it is 6; 50,000 entries, 500 of them merged).
/// </summary>
public static class M0007Merged
{
    public static Migration Step { get; } = new(7, "merged", _ => ["CREATE INDEX persons_merged ON persons (merged_into_id, id) WHERE merged_into_id IS NOT NULL"]);
}
