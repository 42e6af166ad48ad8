namespace HonourWall.Admin.Audit;

/// <summary>What a piece of code wants on record; the chain adds who, when and the hash.</summary>
/// <param name="Subject">Table of the thing, such as <c>persons</c>; or <c>session</c>, <c>endpoint</c>.</param>
/// <param name="SubjectId">Its id.</param>
/// <param name="Result">How it ended: <c>ok</c>, <c>denied</c>, <c>failed</c>.</param>
/// <param name="Detail">Ids, column names, counts, keyed digests. Never a name, a number or a text that someone typed about a person.</param>
public sealed record AuditNote(AuditAction Action, string Subject, string? SubjectId = null, string Result = "ok", string? Detail = null);
