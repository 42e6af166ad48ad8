namespace HonourWall.Admin.Data.Migrations;

/// <summary>Releases of the rules; applications, their documents, their history and everybody who had a hand in them.</summary>
public static class M0004Applications
{
    public static Migration Step { get; } = new(4, "applications", Statements);

    private static IEnumerable<string> Statements(Dialect d) =>
    [
        // Four eyes stand here as well as in the domain: only the first release, which came with the program, has nobody behind it.
        $"""
        CREATE TABLE rule_releases (
            id {d.Uuid} PRIMARY KEY,
            number {d.Int} UNIQUE,
            state text NOT NULL CHECK (state IN ('Proposed', 'Released', 'Dropped')),
            version text NOT NULL,
            note text NOT NULL,
            base_id {d.Uuid} REFERENCES rule_releases (id),
            proposed_by_id {d.Uuid} REFERENCES accounts (id),
            proposed_by text NOT NULL,
            proposed_at {d.Instant} NOT NULL,
            decided_by_id {d.Uuid} REFERENCES accounts (id),
            decided_by text,
            decided_at {d.Instant},
            CHECK ((state = 'Released') = (number IS NOT NULL)),
            CHECK (state <> 'Released' OR number = 1 OR (proposed_by_id IS NOT NULL AND decided_by_id IS NOT NULL AND proposed_by_id <> decided_by_id))
        )
        """,
        $"CREATE TABLE rule_release_files (release_id {d.Uuid} NOT NULL REFERENCES rule_releases (id), name text NOT NULL, text text NOT NULL, PRIMARY KEY (release_id, name))",
        .. d.AppendOnly("rule_release_files"),
        $"""
        CREATE TABLE applications (
            id {d.Uuid} PRIMARY KEY,
            number text NOT NULL UNIQUE,
            person_id {d.Uuid} NOT NULL REFERENCES persons (id),
            person_name text NOT NULL,
            benefit_id text NOT NULL,
            benefit_title text NOT NULL,
            state text NOT NULL CHECK (state IN ('Draft', 'FirstReview', 'SecondReview', 'Returned', 'Approved', 'Rejected', 'Appealed', 'Upheld', 'Withdrawn')),
            amount {d.Long} NOT NULL CHECK (amount >= 0),
            release_id {d.Uuid} NOT NULL REFERENCES rule_releases (id),
            rule_version text NOT NULL,
            facts text NOT NULL,
            assessment text NOT NULL,
            payee_name text,
            payee_id_number text,
            payee_account text,
            payee_bank text,
            author_id {d.Uuid} NOT NULL REFERENCES accounts (id),
            first_reviewer_id {d.Uuid} REFERENCES accounts (id),
            second_reviewer_id {d.Uuid} REFERENCES accounts (id),
            appeal_reviewer_id {d.Uuid} REFERENCES accounts (id),
            created_at {d.Instant} NOT NULL,
            updated_at {d.Instant} NOT NULL,
            decided_at {d.Instant},
            version {d.Int} NOT NULL,
            {d.OwnedByOrganisation},
            UNIQUE (id, organisation_path),
            CHECK (first_reviewer_id <> author_id),
            CHECK (second_reviewer_id <> author_id),
            CHECK (second_reviewer_id <> first_reviewer_id),
            CHECK (appeal_reviewer_id NOT IN (author_id, first_reviewer_id, second_reviewer_id)),
            CHECK (state NOT IN ('SecondReview', 'Approved', 'Rejected', 'Appealed', 'Upheld') OR first_reviewer_id IS NOT NULL),
            CHECK (state NOT IN ('Approved', 'Rejected', 'Appealed', 'Upheld') OR (second_reviewer_id IS NOT NULL AND decided_at IS NOT NULL)),
            CHECK (state <> 'Upheld' OR appeal_reviewer_id IS NOT NULL),
            CHECK (state <> 'Approved' OR amount > 0),
            CHECK ((payee_name IS NULL) = (payee_account IS NULL) AND (payee_name IS NULL) = (payee_id_number IS NULL))
        )
        """,
        "CREATE INDEX applications_scope ON applications (organisation_path, updated_at)",
        "CREATE INDEX applications_person ON applications (person_id)",
        "CREATE INDEX applications_state ON applications (state, updated_at)",
        // One account, one position in one application: from the author to the payer.
        $"""
        CREATE TABLE application_hands (
            account_id {d.Uuid} NOT NULL REFERENCES accounts (id),
            position text NOT NULL CHECK (position IN ('Author', 'FirstReviewer', 'SecondReviewer', 'AppealReviewer', 'Payer')),
            {d.OwnedBy("applications", "application_id")},
            PRIMARY KEY (application_id, account_id)
        )
        """,
        $"""
        CREATE TABLE application_events (
            id {d.Uuid} PRIMARY KEY,
            at {d.Instant} NOT NULL,
            by_id {d.Uuid} NOT NULL REFERENCES accounts (id),
            by_name text NOT NULL,
            move text,
            subject text,
            state text NOT NULL,
            words text,
            {d.OwnedBy("applications", "application_id")}
        )
        """,
        "CREATE INDEX application_events_application ON application_events (application_id)",
        $"""
        CREATE TABLE application_documents (
            id {d.Uuid} PRIMARY KEY,
            kind text NOT NULL CHECK (kind IN ('Identity', 'Medical', 'Expense', 'Accident', 'Family', 'Other')),
            format text NOT NULL CHECK (format IN ('Pdf', 'Jpeg', 'Png')),
            size {d.Long} NOT NULL CHECK (size > 0),
            name text NOT NULL,
            content text NOT NULL,
            added_at {d.Instant} NOT NULL,
            added_by_id {d.Uuid} NOT NULL REFERENCES accounts (id),
            removed_at {d.Instant},
            {d.OwnedBy("applications", "application_id")}
        )
        """,
        "CREATE INDEX application_documents_application ON application_documents (application_id)",
    ];
}
