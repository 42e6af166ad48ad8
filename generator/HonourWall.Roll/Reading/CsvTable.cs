using System.Globalization;
using HonourWall.Roll.Diagnostics;

namespace HonourWall.Roll.Reading;

/// <summary>A CSV file with a header row. Columns come in any order; ask for each by name, then call <see cref="Rows"/>, which reports the rest.</summary>
internal sealed class CsvTable
{
    private readonly ContentFile _file;
    private readonly DiagnosticBag _diagnostics;
    private readonly CsvRow? _header;
    private readonly List<CsvRow> _rows = [];
    private readonly List<string> _asked = [];
    private readonly bool _isUnreadable;

    public CsvTable(ContentFile file, StringPool pool, DiagnosticBag diagnostics)
    {
        _file = file;
        _diagnostics = diagnostics;
        var parser = new CsvParser(file, pool, diagnostics);
        _header = parser.ReadRow(16);
        if (WrongSeparator() is { } separator)
        {
            _diagnostics.Add("HW125", _header!.Place, separator == '\t' ? "Tab" : separator.ToString()); // not null: it has a separator
            // Whatever follows would be misread in the same way.
            _isUnreadable = file.HasGaps = true;
            return;
        }
        var width = _header?.Cells.Count ?? 0;
        while (parser.ReadRow(width) is { } row)
        {
            if (row.Cells.Count != width) Damaged(row, width);
            _rows.Add(row);
        }
    }

    /// <summary>A column for editors: known, read past and never kept.</summary>
    public void NoteColumn()
    {
        var column = Column("note");
        if (column < 0) return;
        foreach (var row in _rows)
        {
            if (column < row.Cells.Count) _file.Notes.Add((row.Cells[column].Offset, row.Cells[column].Length));
        }
    }

    /// <summary>Its number, −1 where the file does not have it.</summary>
    public int Column(string name, bool required = false)
    {
        _asked.Add(name);
        for (var i = 0; i < (_header?.Cells.Count ?? 0); i++)
        {
            if (_header!.Cells[i].Text == name) return i; // not null: it has cells
        }
        if (required && !_file.IsUnreadable && !_isUnreadable) _diagnostics.Add("HW123", _header?.Place ?? _file.Place, name);
        return -1;
    }

    /// <summary>Reports the columns that nobody asked for and those that stand twice.</summary>
    public List<CsvRow> Rows()
    {
        if (_header is null || _isUnreadable) return _rows;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < _header.Cells.Count; i++)
        {
            var name = _header.Cells[i].Text;
            var place = _header.PlaceOf(i);
            if (!_asked.Contains(name)) _diagnostics.Add(new Diagnostic("HW122", place, [name], DidYouMean.Word(name, _asked)));
            else if (!seen.Add(name)) _diagnostics.Add("HW124", place, name);
        }
        return _rows;
    }

    /// <summary>A header in one cell that some other separator divides.</summary>
    private char? WrongSeparator()
    {
        if (_header is not { Cells: [{ } only] }) return null;
        var at = only.Text.AsSpan().IndexOfAny("\t;；，|");
        return at < 0 ? null : only.Text[at];
    }

    /// <summary>
    /// Cells have slipped into other columns: what they say there is no second mistake. The id and the name usually come first and hold
    /// the row's place among the others.
    /// </summary>
    private void Damaged(CsvRow row, int width)
    {
        var place = row.Cells.Count > width ? row.PlaceOf(width) : _file.PlaceAt(row.End);
        if (!row.IsMisquoted) _diagnostics.Add("HW120", place, Invariant(row.Cells.Count), Invariant(width));
        row.IsDamaged = true;
        for (var i = 0; i < Math.Min(width, row.Cells.Count); i++)
        {
            if (_header!.Cells[i].Text is not ("id" or "name")) row.Cells[i] = row.Cells[i] with { Text = "" }; // not null: it has a width
        }
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
