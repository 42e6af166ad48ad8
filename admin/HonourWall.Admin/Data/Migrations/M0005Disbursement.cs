namespace HonourWall.Admin.Data.Migrations;

/// <summary>Budgets, cycles, payments, bank files. What must never happen to money is refused here as well as in the domain.</summary>
public static class M0005Disbursement
{
    public static Migration Step { get; } = new(5, "disbursement", Statements);

    private static IEnumerable<string> Statements(Dialect d) =>
    [
        .. Budgets(d),
        .. Cycles(d),
        .. Payments(d),
        .. BankFiles(d),
    ];

    private static readonly (string Account, string Duty)[] DutyColumns = [("author_id", "author_duty"), ("first_reviewer_id", "reviewer_duty"), ("second_reviewer_id", "reviewer_duty")];

    private static IEnumerable<string> DutyKeys =>
        DutyColumns.Select(c => $"FOREIGN KEY (id, {c.Account}, {c.Duty}) REFERENCES cycle_duties (cycle_id, account_id, duty) DEFERRABLE INITIALLY DEFERRED");

    private static IEnumerable<string> Budgets(Dialect d) =>
    [
        $"""
        CREATE TABLE budgets (
            id {d.Uuid} PRIMARY KEY,
            year {d.Int} NOT NULL CHECK (year BETWEEN 2000 AND 2200),
            source text NOT NULL,
            basis text NOT NULL,
            amount_fen {d.Long} NOT NULL CHECK (amount_fen >= 0),
            committed_fen {d.Long} NOT NULL CHECK (committed_fen >= 0),
            proposed_fen {d.Long} CHECK (proposed_fen >= 0),
            proposed_by {d.Uuid} REFERENCES accounts (id),
            confirmed_by {d.Uuid} REFERENCES accounts (id),
            created_at {d.Instant} NOT NULL,
            {d.OwnedByOrganisation},
            UNIQUE (organisation_id, year, source),
            CHECK (committed_fen <= amount_fen),
            CHECK (confirmed_by <> proposed_by),
            CHECK (amount_fen = 0 OR proposed_fen IS NOT NULL OR confirmed_by IS NOT NULL)
        )
        """,
        "CREATE INDEX budgets_scope ON budgets (organisation_path, year)",
    ];

    // Author, reviewers and payers are different people: two columns that may not be equal, and a table in which an account stands once for each cycle,
    // which the columns and the bank files must agree with.
    private static IEnumerable<string> Cycles(Dialect d) =>
    [
        $"""
        CREATE TABLE cycles (
            id {d.Uuid} PRIMARY KEY,
            programme text NOT NULL CHECK (programme IN ('Festival', 'SpringGift', 'Hardship', 'SpecialHardship', 'Applications')),
            year {d.Int} NOT NULL CHECK (year BETWEEN 2000 AND 2200),
            purpose text NOT NULL,
            basis text NOT NULL,
            amount_fen {d.Long} NOT NULL CHECK (amount_fen >= 0),
            line_fen {d.Long} NOT NULL CHECK (line_fen >= 0),
            cap_fen {d.Long} NOT NULL CHECK (cap_fen >= 0),
            pay_on {d.Date} NOT NULL,
            budget_id {d.Uuid} NOT NULL REFERENCES budgets (id),
            state text NOT NULL CHECK (state IN ('Draft', 'Frozen', 'Reviewed', 'Approved', 'Paying', 'Closed', 'Cancelled')),
            author_id {d.Uuid} NOT NULL REFERENCES accounts (id),
            first_reviewer_id {d.Uuid} REFERENCES accounts (id),
            second_reviewer_id {d.Uuid} REFERENCES accounts (id),
            author_duty text NOT NULL DEFAULT 'Author' CHECK (author_duty = 'Author'),
            reviewer_duty text NOT NULL DEFAULT 'Reviewer' CHECK (reviewer_duty = 'Reviewer'),
            release_id {d.Uuid} REFERENCES rule_releases (id),
            rule_pack text,
            rule_version text,
            examined_count {d.Int} NOT NULL,
            refused_count {d.Int} NOT NULL,
            elsewhere_count {d.Int} NOT NULL,
            count {d.Int} NOT NULL,
            total_fen {d.Long} NOT NULL CHECK (total_fen >= 0),
            snapshot text,
            approval text,
            remark text,
            frozen_at {d.Instant},
            reviewed_at {d.Instant},
            approved_at {d.Instant},
            created_at {d.Instant} NOT NULL,
            version {d.Int} NOT NULL,
            {d.OwnedByOrganisation},
            UNIQUE (id, organisation_path),
            CHECK (author_id <> first_reviewer_id),
            CHECK (author_id <> second_reviewer_id),
            CHECK (first_reviewer_id <> second_reviewer_id),
            CHECK (state IN ('Draft', 'Cancelled') OR snapshot IS NOT NULL),
            CHECK (state NOT IN ('Approved', 'Paying', 'Closed') OR (approval IS NOT NULL AND first_reviewer_id IS NOT NULL AND second_reviewer_id IS NOT NULL))
            {(d.Kind == DatabaseKind.Sqlite ? string.Concat(DutyKeys.Select(key => ", " + key)) : "")}
        )
        """,
        $"""
        CREATE TABLE cycle_duties (
            account_id {d.Uuid} NOT NULL REFERENCES accounts (id),
            duty text NOT NULL CHECK (duty IN ('Author', 'Reviewer', 'Payer')),
            {d.OwnedBy("cycles", "cycle_id")},
            PRIMARY KEY (cycle_id, account_id),
            UNIQUE (cycle_id, account_id, duty)
        )
        """,
        // SQLite takes a key to a table that is still to come, and adds none later; with PostgreSQL it is the other way round.
        .. d.Kind == DatabaseKind.Sqlite ? [] : DutyKeys.Select(key => $"ALTER TABLE cycles ADD {key}"),
        "CREATE INDEX cycles_scope ON cycles (organisation_path, year)",
        "CREATE INDEX cycles_budget ON cycles (budget_id)",
    ];

    private static IEnumerable<string> Payments(Dialect d) =>
    [
        $"""
        CREATE TABLE disbursements (
            id {d.Uuid} PRIMARY KEY,
            row_number {d.Int} NOT NULL,
            person_id {d.Uuid} NOT NULL REFERENCES persons (id),
            application_id {d.Uuid} REFERENCES applications (id),
            name text NOT NULL,
            payee_name text,
            id_number text,
            payee_index text,
            account text,
            account_index text,
            amount_fen {d.Long} NOT NULL CHECK (amount_fen >= 0),
            facts text,
            state text NOT NULL CHECK (state IN ('Ready', 'Held', 'Approved', 'InFile', 'Paid', 'Failed', 'Stopped')),
            hold text,
            claim text,
            attempt {d.Int} NOT NULL CHECK (attempt >= 1),
            signature text NOT NULL,
            bank_remark text,
            {d.OwnedBy("cycles", "cycle_id")},
            UNIQUE (id, organisation_path),
            UNIQUE (cycle_id, row_number),
            CHECK ((claim IS NOT NULL) = (state IN ('Ready', 'Approved', 'InFile', 'Paid', 'Failed'))),
            CHECK ((hold IS NOT NULL) OR state <> 'Held'),
            CHECK (claim IS NULL OR (amount_fen > 0 AND payee_index IS NOT NULL AND id_number IS NOT NULL AND account IS NOT NULL))
        )
        """,
        // Nobody is paid twice for the same thing: not by one level, not by two, not under two entries.
        "CREATE UNIQUE INDEX disbursements_claim_payee ON disbursements (claim, payee_index)",
        "CREATE UNIQUE INDEX disbursements_claim_person ON disbursements (claim, person_id)",
        "CREATE INDEX disbursements_cycle ON disbursements (cycle_id, state, person_id, amount_fen)",
        "CREATE INDEX disbursements_application ON disbursements (application_id) WHERE application_id IS NOT NULL",
        "CREATE INDEX disbursements_person ON disbursements (person_id)",
        "CREATE INDEX disbursements_payee ON disbursements (payee_index)",
        $"""
        CREATE TABLE account_checks (
            id {d.Uuid} PRIMARY KEY,
            changed_at {d.Instant} NOT NULL,
            changed_by text NOT NULL,
            checked_by text NOT NULL,
            checked_at {d.Instant} NOT NULL,
            {d.OwnedBy("persons", "person_id")},
            CHECK (changed_by <> checked_by)
        )
        """,
        "CREATE INDEX account_checks_person ON account_checks (person_id)",
    ];

    private static IEnumerable<string> BankFiles(Dialect d) =>
    [
        $"""
        CREATE TABLE bank_files (
            id {d.Uuid} PRIMARY KEY,
            number {d.Int} NOT NULL,
            adapter text NOT NULL,
            count {d.Int} NOT NULL CHECK (count > 0),
            total_fen {d.Long} NOT NULL CHECK (total_fen > 0),
            digest text NOT NULL,
            signature text NOT NULL,
            made_by {d.Uuid} NOT NULL REFERENCES accounts (id),
            payer_duty text NOT NULL DEFAULT 'Payer' CHECK (payer_duty = 'Payer'),
            made_at {d.Instant} NOT NULL,
            {d.OwnedBy("cycles", "cycle_id")},
            UNIQUE (id, organisation_path),
            UNIQUE (cycle_id, number),
            FOREIGN KEY (cycle_id, made_by, payer_duty) REFERENCES cycle_duties (cycle_id, account_id, duty) DEFERRABLE INITIALLY DEFERRED
        )
        """,
        $"""
        CREATE TABLE bank_file_rows (
            id {d.Uuid} PRIMARY KEY,
            row_number {d.Int} NOT NULL,
            disbursement_id {d.Uuid} NOT NULL REFERENCES disbursements (id),
            attempt {d.Int} NOT NULL,
            account text NOT NULL,
            account_index text NOT NULL,
            outcome text NOT NULL CHECK (outcome IN ('Open', 'Paid', 'Failed')),
            remark text,
            {d.OwnedBy("bank_files", "bank_file_id")},
            UNIQUE (bank_file_id, row_number),
            UNIQUE (disbursement_id, attempt)
        )
        """,
        // A payment is at the bank once, or has been paid once.
        "CREATE UNIQUE INDEX bank_file_rows_once ON bank_file_rows (disbursement_id) WHERE outcome <> 'Failed'",
        $"""
        CREATE TABLE bank_returns (
            id {d.Uuid} PRIMARY KEY,
            uploaded_by {d.Uuid} NOT NULL REFERENCES accounts (id),
            uploaded_at {d.Instant} NOT NULL,
            payload text NOT NULL,
            {d.OwnedBy("bank_files", "bank_file_id")}
        )
        """,
        "CREATE INDEX bank_returns_file ON bank_returns (bank_file_id)",
    ];
}
