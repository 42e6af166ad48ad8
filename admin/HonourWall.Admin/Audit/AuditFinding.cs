namespace HonourWall.Admin.Audit;

/// <summary>What is wrong with the audit, at which entry.</summary>
public sealed record AuditFinding(long Sequence, string Message);
