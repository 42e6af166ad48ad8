namespace HonourWall.Admin.Data.Migrations;

/// <summary>Organisations, accounts, sessions, settings, audit.</summary>
public static class M0001Foundation
{
    public static Migration Step { get; } = new(1, "foundation", Statements);

    private static IEnumerable<string> Statements(Dialect d) =>
    [
        "CREATE TABLE settings (name text PRIMARY KEY, value text NOT NULL)",
        $"""
        CREATE TABLE organisations (
            id {d.Uuid} PRIMARY KEY,
            name text NOT NULL,
            level text NOT NULL CHECK (level IN ('City', 'District', 'Industry', 'Street', 'Branch', 'Grassroots')),
            parent_id {d.Uuid} REFERENCES organisations (id),
            path {d.Ordinal} NOT NULL UNIQUE,
            UNIQUE (id, path),
            CHECK ((level = 'City') = (parent_id IS NULL))
        )
        """,
        $"""
        CREATE TABLE accounts (
            id {d.Uuid} PRIMARY KEY,
            login text NOT NULL UNIQUE,
            display_name text NOT NULL,
            staff_number text NOT NULL UNIQUE,
            kind text NOT NULL CHECK (kind IN ('Business', 'Administration')),
            password_hash text,
            password_changed_at {d.Instant},
            totp_secret text,
            totp_last_step {d.Long} NOT NULL,
            failed_count {d.Int} NOT NULL,
            locked_until {d.Instant},
            disabled_at {d.Instant},
            activation_digest text,
            activation_expires_at {d.Instant},
            created_at {d.Instant} NOT NULL,
            {d.OwnedByOrganisation},
            UNIQUE (id, kind),
            UNIQUE (id, organisation_path)
        )
        """,
        // 三员分立 stands here as well as in the domain: the kind must be the account's, and the index below allows one administration role.
        $"""
        CREATE TABLE account_roles (
            role text NOT NULL,
            kind text NOT NULL,
            granted_by {d.Uuid},
            {d.OwnedBy("accounts", "account_id")},
            PRIMARY KEY (account_id, role),
            FOREIGN KEY (account_id, kind) REFERENCES accounts (id, kind),
            CHECK ((kind = 'Administration' AND role IN ('SystemAdministrator', 'SecurityAdministrator', 'AuditAdministrator'))
                OR (kind = 'Business' AND role IN ('Clerk', 'FirstReviewer', 'SecondReviewer', 'Payer', 'Reader')))
        )
        """,
        "CREATE UNIQUE INDEX account_roles_one_administration ON account_roles (account_id) WHERE kind = 'Administration'",
        $"""
        CREATE TABLE sessions (
            id {d.Uuid} PRIMARY KEY,
            token_digest text NOT NULL UNIQUE,
            created_at {d.Instant} NOT NULL,
            last_seen_at {d.Instant} NOT NULL,
            expires_at {d.Instant} NOT NULL,
            ended_at {d.Instant},
            address text,
            user_agent text,
            second_factor {d.Bool} NOT NULL,
            {d.OwnedBy("accounts", "account_id")}
        )
        """,
        "CREATE INDEX sessions_account ON sessions (account_id)",
        $"CREATE TABLE recovery_codes (id {d.Uuid} PRIMARY KEY, digest text NOT NULL, used_at {d.Instant}, {d.OwnedBy("accounts", "account_id")})",
        "CREATE INDEX recovery_codes_account ON recovery_codes (account_id)",
        $"CREATE TABLE former_passwords (id {d.Uuid} PRIMARY KEY, password_hash text NOT NULL, set_at {d.Instant} NOT NULL, {d.OwnedBy("accounts", "account_id")})",
        "CREATE INDEX former_passwords_account ON former_passwords (account_id)",
        $"""
        CREATE TABLE audit_entries (
            sequence {d.Long} PRIMARY KEY,
            at {d.Instant} NOT NULL,
            actor_id {d.Uuid},
            actor_name text NOT NULL,
            organisation_path {d.Ordinal} NOT NULL,
            address text,
            action text NOT NULL,
            subject text NOT NULL,
            subject_id text,
            result text NOT NULL,
            detail text,
            key_id text NOT NULL,
            hash text NOT NULL
        )
        """,
        "CREATE INDEX audit_entries_actor ON audit_entries (actor_id, action, at)",
        "CREATE INDEX audit_entries_subject ON audit_entries (subject, subject_id)",
        "CREATE INDEX audit_entries_path ON audit_entries (organisation_path, sequence)",
        $"CREATE TABLE audit_head (only_one {d.Int} PRIMARY KEY CHECK (only_one = 1), sequence {d.Long} NOT NULL, hash text NOT NULL)",
        "INSERT INTO audit_head (only_one, sequence, hash) VALUES (1, 0, '')",
        .. d.AppendOnly("audit_entries"),
    ];
}
