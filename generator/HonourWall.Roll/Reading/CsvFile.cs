using System.Collections.Immutable;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Roll.Reading;

/// <summary>One row of a CSV file as written.</summary>
/// <param name="End">Where its text ends in the file, before the line break.</param>
public readonly record struct CsvLine(ImmutableArray<Written> Cells, int End);

/// <summary>CSV without a meaning: for lists that are imported, and for content files that are added to.</summary>
public static class CsvFile
{
    /// <summary>The rows that have any text, the header among them.</summary>
    public static ImmutableArray<CsvLine> Read(ContentFile file, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(file);
        var parser = new CsvParser(file, new StringPool(), diagnostics);
        var lines = ImmutableArray.CreateBuilder<CsvLine>();
        while (parser.ReadRow(16) is { } row) lines.Add(new CsvLine([.. row.Cells.Select(c => new Written(c.Text, file, c.Offset, c.Length))], row.End));
        return lines.DrainToImmutable();
    }

    /// <summary>Whether a spreadsheet would compute a cell instead of showing it.</summary>
    public static bool IsComputed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
    }

    /// <summary>A cell of a table that may be opened in a spreadsheet: an apostrophe makes text of what it would compute.</summary>
    public static string Shown(string text) => IsComputed(text) ? "'" + text : text;

    /// <summary>A cell as it is written: in quotes where it must be.</summary>
    public static string Cell(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isPlain = !text.AsSpan().ContainsAny(",\"\r\n");
        return isPlain ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
