namespace HonourWall.Admin.Data.Migrations;

/// <summary>Persons, their honours, statuses, relatives and history; uploaded lists that wait for their second phase.</summary>
public static class M0002Registry
{
    public static Migration Step { get; } = new(2, "registry", Statements);

    private static IEnumerable<string> Statements(Dialect d) =>
    [
        $"""
        CREATE TABLE persons (
            id {d.Uuid} PRIMARY KEY,
            name text NOT NULL,
            status text NOT NULL CHECK (status IN ('Working', 'Retired', 'Deceased', 'Transferred', 'Disciplined')),
            status_since {d.Date},
            unit text,
            occupation text,
            public_id text,
            id_number text,
            id_number_index text,
            mobile text,
            mobile_index text,
            bank_card text,
            bank_card_index text,
            bank_name text,
            bank_card_changed_at {d.Instant},
            address text,
            health text,
            income text,
            merged_into_id {d.Uuid} REFERENCES persons (id),
            created_at {d.Instant} NOT NULL,
            updated_at {d.Instant} NOT NULL,
            version {d.Int} NOT NULL,
            {d.OwnedByOrganisation},
            UNIQUE (id, organisation_path)
        )
        """,
        "CREATE INDEX persons_scope ON persons (organisation_path, name)",
        "CREATE INDEX persons_name ON persons (name)",
        "CREATE INDEX persons_id_number ON persons (id_number_index)",
        "CREATE INDEX persons_mobile ON persons (mobile_index)",
        "CREATE INDEX persons_bank_card ON persons (bank_card_index)",
        $"""
        CREATE TABLE person_honours (
            id {d.Uuid} PRIMARY KEY,
            award text NOT NULL,
            year {d.Int} NOT NULL CHECK (year BETWEEN 1940 AND 2200),
            revoked_on {d.Date},
            {d.OwnedBy("persons", "person_id")}
        )
        """,
        "CREATE INDEX person_honours_person ON person_honours (person_id)",
        $"""
        CREATE TABLE status_changes (
            id {d.Uuid} PRIMARY KEY,
            status text NOT NULL,
            since {d.Date},
            recorded_at {d.Instant} NOT NULL,
            recorded_by text NOT NULL,
            {d.OwnedBy("persons", "person_id")}
        )
        """,
        "CREATE INDEX status_changes_person ON status_changes (person_id)",
        $"""
        CREATE TABLE relatives (
            id {d.Uuid} PRIMARY KEY,
            relation text NOT NULL,
            is_contact {d.Bool} NOT NULL,
            name text NOT NULL,
            phone text,
            id_number text,
            {d.OwnedBy("persons", "person_id")}
        )
        """,
        "CREATE INDEX relatives_person ON relatives (person_id)",
        $"""
        CREATE TABLE person_events (
            id {d.Uuid} PRIMARY KEY,
            at {d.Instant} NOT NULL,
            by text NOT NULL,
            field text NOT NULL,
            before text,
            after text,
            {d.OwnedBy("persons", "person_id")}
        )
        """,
        "CREATE INDEX person_events_person ON person_events (person_id)",
    ];
}
