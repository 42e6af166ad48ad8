namespace HonourWall.Admin.Accounts;

/// <summary>A new one-time code: shown this once.</summary>
public sealed record OneTimeCodePageModel(Guid AccountId, string Login, string Code);
