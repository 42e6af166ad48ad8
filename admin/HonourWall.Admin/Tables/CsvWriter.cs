using System.Text;
using HonourWall.Roll.Reading;

namespace HonourWall.Admin.Tables;

/// <summary>CSV as Excel opens it: UTF-8 with its mark, CRLF, and no cell that it would take for a formula.</summary>
public static class CsvWriter
{
    public static byte[] Write(Table table)
    {
        var text = new StringBuilder();
        foreach (var row in table.Rows.Prepend([.. table.Header])) text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>A leading <c>= + - @</c>, tab or line end makes Excel compute: an apostrophe before it makes it text.</summary>
    public static string Harmless(string value) => CsvFile.Shown(value);

    /// <summary>The cell again as it was: our lists come back corrected.</summary>
    public static string Plain(string cell) => cell.StartsWith('\'') && CsvFile.IsComputed(cell[1..]) ? cell[1..] : cell;

    private static string Cell(string value) => CsvFile.Cell(Harmless(value));
}
