using System.Collections.Immutable;

namespace HonourWall.Admin.Accounts;

/// <summary>One account as its administrators see it.</summary>
/// <param name="Refused">Why the last action was not done.</param>
public sealed record AccountPageModel(Account Account, string Organisation, ImmutableArray<Session> Sessions, string? Refused);
