using System.Collections.Immutable;
using System.Text;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Importing;

/// <summary>A CSV file of the content folder that rows are added to; what stands in it stays byte by byte.</summary>
internal sealed class BatchFile
{
    private readonly ContentFile _file;
    private readonly ImmutableArray<CsvLine> _lines;
    private readonly ImmutableArray<string> _header;

    private BatchFile(ContentFile file, bool exists, DiagnosticBag diagnostics, ImmutableArray<string> newHeader)
    {
        _file = file;
        Exists = exists;
        _lines = CsvFile.Read(file, diagnostics);
        _header = _lines.IsEmpty ? newHeader : [.. _lines[0].Cells.Select(c => c.Text)];
    }

    public bool Exists { get; }

    /// <summary>Empty where there is no file.</summary>
    public string Text => _file.Text;

    /// <param name="newHeader">The columns of a file that is not there yet.</param>
    public static BatchFile Open(string path, string name, DiagnosticBag diagnostics, params ReadOnlySpan<string> newHeader)
    {
        var file = File.Exists(path) ? ContentDecoder.Decode(name, File.ReadAllBytes(path), diagnostics) : new ContentFile(name, "");
        return new BatchFile(file, File.Exists(path), diagnostics, [.. newHeader]);
    }

    /// <summary>The text of a column in each row, "" where a row does not have it.</summary>
    public IEnumerable<string> Column(string name)
    {
        var column = _header.IndexOf(name);
        return _lines.Skip(1).Select(line => column >= 0 && column < line.Cells.Length ? line.Cells[column].Text : "");
    }

    /// <summary>The text with rows at its end; a column that only they have is added to every row.</summary>
    public string With(IReadOnlyList<IReadOnlyDictionary<string, string>> rows)
    {
        if (rows.Count == 0) return Text;
        var added = rows.SelectMany(r => r.Where(c => c.Value.Length > 0).Select(c => c.Key)).Where(c => !_header.Contains(c)).Distinct().ToList();
        ImmutableArray<string> header = [.. _header, .. added];
        var lineBreak = Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var text = new StringBuilder(Text);
        for (var i = _lines.Length - 1; i >= 0 && added.Count > 0; i--)
        {
            text.Insert(_lines[i].End, i == 0 ? "," + string.Join(',', added) : new string(',', added.Count));
        }
        if (_lines.IsEmpty) text.Append(string.Join(',', header)).Append(lineBreak);
        else if (text[^1] is not ('\n' or '\r')) text.Append(lineBreak);
        foreach (var row in rows) text.Append(string.Join(',', header.Select(c => CsvFile.Cell(row.GetValueOrDefault(c, ""))))).Append(lineBreak);
        return text.ToString();
    }
}
