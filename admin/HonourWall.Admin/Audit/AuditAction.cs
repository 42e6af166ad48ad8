namespace HonourWall.Admin.Audit;

/// <summary>What was done. The names are stored: never rename one.</summary>
public enum AuditAction
{
    Started,
    Created,
    Changed,
    Removed,
    SignedIn,
    SignInRefused,
    SignedOut,
    SessionEnded,
    PasswordChanged,
    SecondFactorChanged,
    Denied,
    LookedUp,
    Revealed,
    Exported,
    Imported,
    Merged,
    KeysRotated,
    KeysRetired,
    BackedUp,
    Restored,
    Migrated,
    RestoreAccepted,
    Moved,
    Printed,
    Recomputed,
    RulesProposed,
    RulesReleased,
    RulesDropped,
}
