namespace HonourWall.Admin.Data.Migrations;

/// <summary>Another account for a payment to next of kin that the bank gave back: typed by one person, and once more by another.</summary>
public static class M0013PayeeAccounts
{
    public static Migration Step { get; } = new(13, "payee-accounts", d =>
    [
        $"""
        CREATE TABLE payee_accounts (
            id {d.Uuid} PRIMARY KEY,
            attempt {d.Int} NOT NULL,
            account text NOT NULL,
            typed_by {d.Uuid} NOT NULL REFERENCES accounts (id),
            typed_at {d.Instant} NOT NULL,
            checked_by {d.Uuid} REFERENCES accounts (id),
            checked_at {d.Instant},
            {d.OwnedBy("disbursements", "disbursement_id")},
            UNIQUE (disbursement_id, attempt),
            CHECK (checked_by <> typed_by),
            CHECK ((checked_by IS NULL) = (checked_at IS NULL))
        )
        """,
    ]);
}
