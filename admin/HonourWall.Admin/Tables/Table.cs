using System.Collections.Immutable;

namespace HonourWall.Admin.Tables;

/// <summary>Rows of text under a header: what lists are exported from and imported into.</summary>
public sealed record Table(ImmutableArray<string> Header, ImmutableArray<string[]> Rows);
