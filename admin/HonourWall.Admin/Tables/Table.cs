using System.Collections.Immutable;

namespace HonourWall.Admin.Tables;

/// <summary>Rows of text under a header: what lists are exported from and imported into.</summary>
public sealed record Table(ImmutableArray<string> Header, ImmutableArray<string[]> Rows)
{
    /// <summary>Where each row stands in the file that it was read from, where titles stand above the header or lines were left blank.</summary>
    public ImmutableArray<int> Lines { get; init; } = [];

    /// <summary>The other sheets of the workbook that hold a list: they were not read.</summary>
    public ImmutableArray<string> OtherSheets { get; init; } = [];

    /// <summary>The number that a spreadsheet shows beside a row.</summary>
    /// <param name="row">1 is the first below the header.</param>
    public int LineOf(int row) => Lines.IsDefaultOrEmpty ? row + 1 : Lines[row - 1];
}
