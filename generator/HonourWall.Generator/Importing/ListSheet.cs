using System.Collections.Immutable;
using System.Globalization;

namespace HonourWall.Generator.Importing;

/// <summary>One cell of a list as it stands there.</summary>
/// <param name="Row">From 1, as the spreadsheet numbers it; in a CSV file the physical line.</param>
/// <param name="Column">From 0: A.</param>
internal readonly record struct ListCell(string File, int Row, int Column, string Text)
{
    public ContentPlace Place => new(File, Row, Column + 1);

    /// <summary>As a spreadsheet calls it: C12.</summary>
    public string Address => Letters(Column) + Row.ToString(CultureInfo.InvariantCulture);

    public static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters(column / 26 - 1) + (char)('A' + column % 26);
}

/// <summary>The rows of one sheet that have any text, each with as many cells as it needs.</summary>
internal sealed record ListSheet(string File, string Name, ImmutableArray<ImmutableArray<ListCell>> Rows);
