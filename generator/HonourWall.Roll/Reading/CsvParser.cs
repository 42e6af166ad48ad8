using HonourWall.Roll.Diagnostics;

namespace HonourWall.Roll.Reading;

/// <summary>
/// RFC 4180, one row after the other. Our own because a mistake must be shown at its line and column, and CsvHelper cannot tell at which
/// column of the file a field stands. A quoting mistake is reported at its place and the text goes on as if it were meant.
/// </summary>
/// <remarks>Spaces around a cell, ideographic ones too, are no part of it. Rows without any text are passed over: Excel leaves them behind.</remarks>
internal ref struct CsvParser(ContentFile file, StringPool pool, DiagnosticBag diagnostics)
{
    private readonly string _text = file.Text;
    private int _at;
    private bool _isMisquoted;

    /// <summary>The next row that has any text; null at the end of the file.</summary>
    public CsvRow? ReadRow(int expectedCells)
    {
        while (_at < _text.Length)
        {
            var row = ReadCells(expectedCells);
            foreach (var cell in row.Cells)
            {
                if (cell.Text.Length > 0) return row;
            }
        }
        return null;
    }

    private CsvRow ReadCells(int expectedCells)
    {
        var start = _at;
        _isMisquoted = false;
        var cells = new List<CsvCell>(expectedCells);
        while (true)
        {
            cells.Add(_at < _text.Length && _text[_at] == '"' ? ReadQuoted() : ReadPlain());
            if (_at >= _text.Length || _text[_at] != ',') break;
            _at++;
        }
        var end = _at;
        if (_at < _text.Length && _text[_at] == '\r') _at++;
        if (_at < _text.Length && _text[_at] == '\n') _at++;
        return new CsvRow(file, start, end, cells, _isMisquoted);
    }

    private CsvCell ReadPlain()
    {
        var start = _at;
        var length = _text.AsSpan(start).IndexOfAny(',', '\r', '\n');
        _at = length < 0 ? _text.Length : start + length;
        var quote = _text.AsSpan(start, _at - start).IndexOf('"');
        if (quote >= 0) ReportQuote(start + quote);
        return Trimmed(start, _at);
    }

    private CsvCell ReadQuoted()
    {
        var open = _at;
        for (var from = open + 1; ;)
        {
            var close = _text.IndexOf('"', from);
            if (close < 0) return ReadUnclosed(open);
            _at = close + 1;
            if (_at < _text.Length && _text[_at] == '"') from = _at + 1;
            else break;
        }
        var end = _at;
        if (_at < _text.Length && _text[_at] is not (',' or '\r' or '\n'))
        {
            // A quote that was never closed ends at the opening quote of some later row: the mistake is where it was opened.
            return _text.AsSpan(open, end - open).IndexOfAny('\r', '\n') >= 0 ? ReadUnclosed(open) : ReadAfterQuote(open);
        }
        var inner = _text.AsSpan(open + 1, end - open - 2);
        var text = inner.Contains('"') ? pool.Get(inner.ToString().Replace("\"\"", "\"", StringComparison.Ordinal).AsSpan().Trim()) : pool.Get(inner.Trim());
        return new CsvCell(text, open, end - open);
    }

    /// <summary>Something stands between the closing quote and the comma.</summary>
    private CsvCell ReadAfterQuote(int open)
    {
        var rest = _text.AsSpan(_at).IndexOfAny(',', '\r', '\n');
        var end = rest < 0 ? _text.Length : _at + rest;
        if (!_text.AsSpan(_at, end - _at).IsWhiteSpace()) ReportQuote(_at);
        _at = end;
        return new CsvCell(pool.Get(_text.AsSpan(open, end - open).Trim().Trim('"')), open, end - open);
    }

    /// <summary>Only this line is lost, not every row after it.</summary>
    private CsvCell ReadUnclosed(int open)
    {
        ReportQuote(open);
        var rest = _text.AsSpan(open).IndexOfAny('\r', '\n');
        _at = rest < 0 ? _text.Length : open + rest;
        return Trimmed(open + 1, _at);
    }

    private void ReportQuote(int offset)
    {
        _isMisquoted = true;
        diagnostics.Add("HW121", file.PlaceAt(offset));
    }

    private readonly CsvCell Trimmed(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(_text[start])) start++;
        while (end > start && char.IsWhiteSpace(_text[end - 1])) end--;
        return new CsvCell(pool.Get(_text.AsSpan(start, end - start)), start, end - start);
    }
}
