namespace HonourWall.Admin.Data.Migrations;

/// <summary>
/// What keeps lists and figures quick in a room of a city's size: indexes that answer a list's filter, order and count by themselves, and the sums of what has
/// been paid, which the statistics would otherwise count from every payment of five years.
/// </summary>
public static class M0006Figures
{
    public static Migration Step { get; } = new(6, "figures", Statements);

    private static IEnumerable<string> Statements(Dialect d) => [.. Lists, .. Figures(d), .. CountAll];

    private static IReadOnlyList<string> Lists { get; } =
    [
        // In the order of the list, with all that narrows it: no sorting, and the rows, wide with sealed values, are read for the fifty that show. Those that
        // began with the path had to go: a database takes them for the range of the scope, which is everything for the city, and then sorts everything.
        "DROP INDEX persons_scope",
        "CREATE INDEX persons_list ON persons (name, id, organisation_path, status, unit) WHERE merged_into_id IS NULL",
        "DROP INDEX person_honours_person",
        "CREATE INDEX person_honours_person ON person_honours (person_id, award, organisation_path)",
        "DROP INDEX applications_scope",
        "CREATE INDEX applications_list ON applications (updated_at, id, organisation_path, state, benefit_id, created_at, number, person_name)",
        "DROP INDEX audit_entries_path",
        "CREATE INDEX audit_entries_list ON audit_entries (sequence, organisation_path)",
        "CREATE INDEX audit_entries_action ON audit_entries (action, sequence, organisation_path)",
        "CREATE INDEX audit_entries_who ON audit_entries (actor_name, sequence, organisation_path)",
        "CREATE INDEX audit_entries_about ON audit_entries (subject_id, sequence, organisation_path)",
        "CREATE INDEX audit_entries_at ON audit_entries (at)",
    ];

    private static IEnumerable<string> Figures(Dialect d) =>
    [
        $"""
        CREATE TABLE paid_sums (
            kind text NOT NULL,
            year {d.Int} NOT NULL,
            visits {d.Int} NOT NULL CHECK (visits > 0),
            fen {d.Long} NOT NULL CHECK (fen > 0),
            {d.OwnedBy("cycles", "cycle_id")},
            PRIMARY KEY (cycle_id, kind)
        )
        """,
        // A row for each organisation that sees the payment, so that a person who was paid by two below it counts once: no count has to look for doubles.
        $"""
        CREATE TABLE paid_persons (
            organisation_path {d.Ordinal} NOT NULL REFERENCES organisations (path) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
            kind text NOT NULL,
            person_id {d.Uuid} NOT NULL REFERENCES persons (id),
            years {d.Long} NOT NULL,
            PRIMARY KEY (organisation_path, kind, person_id)
        )
        """,
        "CREATE INDEX paid_persons_years ON paid_persons (organisation_path, kind, years)",
        "CREATE INDEX paid_persons_person ON paid_persons (person_id)",
    ];

    /// <summary>Counts every payment that has been made so far.</summary>
    public static IReadOnlyList<string> CountAll { get; } =
    [
        """
        INSERT INTO paid_sums (cycle_id, organisation_path, kind, year, visits, fen)
        SELECT d.cycle_id, d.organisation_path, COALESCE(a.benefit_title, c.programme), c.year, COUNT(*), SUM(d.amount_fen)
        FROM disbursements d JOIN cycles c ON c.id = d.cycle_id LEFT JOIN applications a ON a.id = d.application_id WHERE d.state = 'Paid' GROUP BY 1, 2, 3, 4
        """,
        // Which organisation sees which cycle is settled first: asked for each payment, it would compare half a million of them with every organisation.
        .. ((string[])["COALESCE(a.benefit_title, c.programme)", "''"]).Select(kind => $"""
        INSERT INTO paid_persons (organisation_path, kind, person_id, years)
        WITH c AS MATERIALIZED (SELECT cycles.id, cycles.programme, cycles.year, o.path FROM cycles JOIN organisations o ON substr(cycles.organisation_path, 1, length(o.path)) = o.path)
        SELECT c.path, {kind}, d.person_id, CAST(SUM(DISTINCT CAST(1 AS bigint) << (c.year - 2000) % 62) AS bigint)
        FROM c JOIN disbursements d ON d.cycle_id = c.id LEFT JOIN applications a ON a.id = d.application_id
        WHERE d.state = 'Paid' GROUP BY 1, 2, 3
        """),
    ];
}
