using System.Collections.Immutable;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Audit;

/// <summary>A page of the audit.</summary>
/// <param name="Findings">What a verification found; null when none ran.</param>
public sealed record AuditPageModel(AuditFilter Filter, ImmutableArray<AuditEntry> Entries, Paging Paging, ImmutableArray<string>? Findings);
