using System.Collections.Immutable;

namespace HonourWall.Admin.Accounts;

/// <summary>New recovery codes: shown this once.</summary>
public sealed record RecoveryCodesPageModel(ImmutableArray<string> Codes);
