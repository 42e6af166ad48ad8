using System.Collections.Immutable;

namespace HonourWall.Admin.Rules.Cases;

/// <summary>A field of a CSV file, unquoted, and for each of its characters (and the end) the offset in the file.</summary>
public sealed record CsvField(string Text, ImmutableArray<int> Offsets);
