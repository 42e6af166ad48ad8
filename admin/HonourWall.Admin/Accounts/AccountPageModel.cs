using System.Collections.Immutable;

namespace HonourWall.Admin.Accounts;

/// <summary>One account as its administrators see it.</summary>
/// <param name="Refused">Why the last action was not done.</param>
/// <param name="WrongProof">What is wrong with how the administrator made sure who it is, and with the number of the evidence.</param>
public sealed record AccountPageModel(Account Account, string Organisation, DateTimeOffset? LockedUntil, ImmutableArray<Session> Sessions, string? Refused, string? WrongProof = null, string? WrongNumber = null);
