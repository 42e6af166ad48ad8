using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using ExcelDataReader;
using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;

namespace HonourWall.Generator.Importing;

/// <summary>Opens an award list as clerks send it: a workbook, or CSV in UTF-8 or in Excel's GB18030.</summary>
internal static class SheetReader
{
    private const int LinesToLookAt = 20;

    // ExcelDataReader asks for code page 1252 before it looks at the file.
    static SheetReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The sheets in their order; empty, and reported, when the file is no list.</summary>
    public static ImmutableArray<ListSheet> Read(string path, DiagnosticBag diagnostics)
    {
        var name = Path.GetFileName(path);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".xlsx":
                return ReadWorkbook(path, name, diagnostics);
            case ".csv":
                return ReadCsv(File.ReadAllBytes(path), name, diagnostics);
            default:
                diagnostics.Add("HW701", new ContentPlace(name), name);
                return [];
        }
    }

    private static ImmutableArray<ListSheet> ReadCsv(byte[] bytes, string name, DiagnosticBag diagnostics)
    {
        ReadOnlySpan<byte> content = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes;
        var text = Utf8.IsValid(content) ? Encoding.UTF8.GetString(content) : ContentDecoder.TryDecodeGb18030(content);
        if (text is null)
        {
            diagnostics.Add("HW701", new ContentPlace(name), name);
            return [];
        }
        // Titles have no commas either; where not even the headings have one, something else parts the columns.
        var top = text.Split('\n').Take(LinesToLookAt).ToList();
        if (!top.Exists(line => line.Contains(',', StringComparison.Ordinal)) && "\t;".FirstOrDefault(sign => top.Exists(line => line.Contains(sign, StringComparison.Ordinal))) is not '\0' and var separator)
        {
            diagnostics.Add("HW125", new ContentPlace(name, 1, 1), separator == '\t' ? "Tab" : separator.ToString());
            return [];
        }
        var rows = CsvFile.Read(new ContentFile(name, text), diagnostics)
            .Select(line => line.Cells.Select((cell, column) => new ListCell(name, cell.Place.Line, column, cell.Text)).ToImmutableArray());
        return [new ListSheet(name, name, [.. rows])];
    }

    private static ImmutableArray<ListSheet> ReadWorkbook(string path, string name, DiagnosticBag diagnostics)
    {
        using var stream = File.OpenRead(path);
        try
        {
            var formulas = UncountedFormulas.In(stream);
            stream.Position = 0;
            using var workbook = ExcelReaderFactory.CreateOpenXmlReader(stream);
            var sheets = ImmutableArray.CreateBuilder<ListSheet>();
            do
            {
                // A hidden sheet holds what the sender did not mean to send.
                if (workbook.VisibleState == "visible") sheets.Add(ReadSheet(workbook, name, formulas.On(workbook.Name), diagnostics));
            }
            while (workbook.NextResult());
            return sheets.DrainToImmutable();
        }
        catch (Exception broken) when (broken is ExcelDataReader.Exceptions.ExcelReaderException or InvalidDataException or System.Xml.XmlException)
        {
            diagnostics.Add("HW701", new ContentPlace(name), name);
            return [];
        }
    }

    private static ListSheet ReadSheet(IExcelDataReader workbook, string file, IReadOnlySet<string> formulas, DiagnosticBag diagnostics)
    {
        var hidden = new List<int>();
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<ListCell>>();
        var merged = workbook.MergeCells ?? [];
        var above = new Dictionary<int, string>();
        for (var row = 1; workbook.Read(); row++)
        {
            var cells = ImmutableArray.CreateBuilder<ListCell>(workbook.FieldCount);
            for (var column = 0; column < workbook.FieldCount; column++)
            {
                var text = Text(workbook.GetValue(column));
                var typed = new ListCell(file, row, column, text);
                if (formulas.Contains(typed.Address)) diagnostics.Add("HW723", typed.Place, typed.Address);
                // One cell that spans several rows stands for each of them; one that spans columns is a title.
                var isBelow = Array.Exists(merged, m => m.FromColumn == column && m.ToColumn == column && m.FromRow < row - 1 && row - 1 <= m.ToRow);
                if (isBelow) text = above.GetValueOrDefault(column, "");
                above[column] = text;
                cells.Add(new ListCell(file, row, column, text));
            }
            if (!cells.Any(c => c.Text.Length > 0)) continue;
            rows.Add(cells.DrainToImmutable());
            if (workbook.RowHeight == 0) hidden.Add(row);
        }
        if (hidden.Count > 0) diagnostics.Add("HW722", new ContentPlace(file, hidden[0]), workbook.Name, string.Join("、", hidden.Take(10)) + (hidden.Count > 10 ? "……" : ""));
        return new ListSheet(file, workbook.Name, rows.DrainToImmutable());
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime date => date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        // A serial number 3 is stored as 3.0; 15 digits are all that Excel keeps.
        double number => number.ToString(number == Math.Floor(number) && Math.Abs(number) < 1e15 ? "0" : "R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
