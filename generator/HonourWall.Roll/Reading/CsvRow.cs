namespace HonourWall.Roll.Reading;

/// <summary>One cell: its text without quotes, and where it stands in the file, quotes included.</summary>
internal readonly record struct CsvCell(string Text, int Offset, int Length);

/// <summary>One row as written. Ask for cells by the column that <see cref="CsvTable.Column"/> gave.</summary>
internal sealed class CsvRow(ContentFile file, int start, int end, List<CsvCell> cells, bool isMisquoted)
{
    public ContentFile File => file;
    public List<CsvCell> Cells => cells;
    /// <summary>A misplaced quote was reported: the number of cells says nothing then.</summary>
    public bool IsMisquoted => isMisquoted;
    /// <summary>It has more or fewer cells than the header, which was reported.</summary>
    public bool IsDamaged { get; set; }
    public int Start => start;
    /// <summary>Where the row's text ends, before the line break.</summary>
    public int End => end;
    public ContentPlace Place => file.PlaceAt(start, end - start);

    /// <summary>Null where the cell is empty or the file has no such column.</summary>
    public Written? this[int column] =>
        (uint)column < (uint)cells.Count && cells[column] is { Text.Length: > 0 } cell ? new Written(cell.Text, file, cell.Offset, cell.Length) : null;

    public string? Text(int column) => (uint)column < (uint)cells.Count && cells[column].Text is { Length: > 0 } text ? text : null;

    /// <summary>Where a cell stands or would stand.</summary>
    public ContentPlace PlaceOf(int column) =>
        (uint)column < (uint)cells.Count ? file.PlaceAt(cells[column].Offset, cells[column].Length) : file.PlaceAt(end);
}
