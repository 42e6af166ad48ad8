using System.Collections.Immutable;

namespace HonourWall.Admin.Accounts;

/// <summary>One's own account: its sessions and what is left of its recovery codes.</summary>
/// <param name="Refused">Why the last action was not done.</param>
public sealed record OwnAccountPageModel(SignedIn Who, ImmutableArray<Session> Sessions, int RecoveryCodes, string? Refused);
