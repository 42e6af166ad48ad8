using System.Collections.Immutable;

namespace HonourWall.Admin.Rules.Parameters;

/// <summary>A table whose rows say which facts go together (对照表): this award, that recipient.</summary>
public sealed record RuleTable(ImmutableArray<RuleTableRow> Rows)
{
    public override string ToString() => string.Join('；', Rows);
}

/// <summary>
/// One row: under each column (a fact's Chinese name) the words of which the fact must be one; for awards, ids of classes. A column that a
/// row leaves out asks nothing.
/// </summary>
public sealed record RuleTableRow(ImmutableDictionary<string, ImmutableArray<string>> Columns, string InWords, ContentPlace Place)
{
    public override string ToString() => InWords;
}
