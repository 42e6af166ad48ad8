using System.Collections.Immutable;

namespace HonourWall.Site;

/// <summary>One page of a list of honours, with its file to take away.</summary>
/// <param name="Data">The address of data.csv for the whole list.</param>
/// <param name="Sources">Where the rows of this page come from.</param>
public sealed record HonourList(ImmutableArray<Honour> Rows, Pager Pager, Coverage Coverage, string Data, SourceList Sources);
