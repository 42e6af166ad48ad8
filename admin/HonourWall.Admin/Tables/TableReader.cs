using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using HonourWall.Roll.Reading;

namespace HonourWall.Admin.Tables;

/// <summary>Reads a list that someone sent: XLSX or CSV, told apart by content, not by name. Limits come before parsing.</summary>
public static partial class TableReader
{
    public const int MaximumRows = 20_000, MaximumColumns = 60, MaximumCell = 2_000;

    /// <summary>What a workbook may grow to when unpacked, and from how many parts.</summary>
    private const long MaximumUnpacked = 200 * 1024 * 1024;
    private const int MaximumParts = 200;

    static TableReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="name">As it was sent; its ending must fit the content.</param>
    /// <exception cref="TableException">It is no list that we can read, or too large.</exception>
    public static Table Read(byte[] file, string name)
    {
        var table = Read(file);
        var wrong = IsXlsx(file) ? FileEnding.Refuse(name, "XLSX 工作簿", ".xlsx") : FileEnding.Refuse(name, "文本", ".csv", ".txt");
        return wrong is null ? table : throw new TableException(wrong);
    }

    /// <exception cref="TableException">It is no list that we can read, or too large.</exception>
    public static Table Read(byte[] file)
    {
        if (file.Length == 0) throw new TableException("文件是空的。");
        var (rows, others) = IsXlsx(file) ? ReadXlsx(file) : (ReadCsv(Decode(file)), []);
        var table = rows.Select((row, i) => (Line: i + 1, Cells: row.Select(cell => CsvWriter.Plain(cell.Trim().Trim('\uFEFF'))).ToArray())).SkipWhile(row => row.Cells.Count(cell => cell.Length > 0) < 2).ToList();
        if (table.Count < 2) throw new TableException("没有找到表头和内容：第一行应是列名，下面每行一个人。");
        var width = table.Max(row => row.Cells.Length);
        var below = table.Skip(1).Where(row => row.Cells.Any(cell => cell.Length > 0)).ToList();
        return new([.. Pad(table[0].Cells, width)], [.. below.Select(row => Pad(row.Cells, width))]) { Lines = [.. below.Select(row => row.Line)], OtherSheets = [.. others] };
    }

    /// <summary>What is left of a long number that was not typed as text: Excel keeps fifteen digits. A check digit finds it nine times of ten only.</summary>
    public static bool IsCutNumber(string cell) => CutNumber().IsMatch(cell);

    private static bool IsXlsx(byte[] file) => file.AsSpan().StartsWith("PK"u8);

    private static string[] Pad(string[] row, int width) => row.Length == width ? row : [.. row, .. Enumerable.Repeat("", width - row.Length)];

    // The first sheet with a list; those beside it are named, for half a list looks like a whole one.
    private static (List<string[]> Rows, List<string> Others) ReadXlsx(byte[] file)
    {
        Unpack(file);
        try
        {
            var formulas = UncountedFormulas.In(new MemoryStream(file));
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(file));
            List<string[]>? list = null;
            var others = new List<string>();
            do
            {
                if (reader.VisibleState is "hidden" or "veryhidden") continue;
                var rows = ReadSheet(reader);
                if (!rows.Any(row => row.Count(cell => !string.IsNullOrWhiteSpace(cell)) > 1)) continue;
                if (list is null)
                {
                    if (formulas.On(reader.Name).FirstOrDefault() is { } cell) throw new TableException($"“{reader.Name}”的 {cell} 是公式，没有算出结果。请用 Excel 打开，改正公式，或把结果粘贴为值，再上传。");
                    list = rows;
                }
                else others.Add(reader.Name);
            }
            while (reader.NextResult());
            return (list ?? [], others);
        }
        catch (Exception e) when (e is HeaderException or ExcelReaderException or InvalidDataException or System.Xml.XmlException or FormatException or ArgumentException or NullReferenceException or IndexOutOfRangeException or KeyNotFoundException)
        {
            throw new TableException("这个工作簿打不开：文件可能已损坏。请在 Excel 里另存为新的 .xlsx 再试。");
        }
    }

    private static List<string[]> ReadSheet(IExcelDataReader reader)
    {
        var rows = new List<string[]>();
        while (reader.Read())
        {
            if (reader.FieldCount > MaximumColumns) throw new TableException($"最多 {MaximumColumns} 列。");
            if (rows.Count > MaximumRows) throw new TableException($"一次最多导入 {MaximumRows} 行，请分成几个文件。");
            string[] row = [.. Enumerable.Range(0, reader.FieldCount).Select(i => Limited(Text(reader.GetValue(i))))];
            // Whoever looked at the list has not seen it.
            if (reader.RowHeight == 0 && row.Any(cell => cell.Length > 0)) throw new TableException($"“{reader.Name}”第 {rows.Count + 1} 行是隐藏的。请在 Excel 里取消隐藏或筛选，删去不要的行，再上传。");
            rows.Add(row);
        }
        // What is written once beside several rows is said of each.
        foreach (var merged in (reader.MergeCells ?? []).Where(m => m.FromColumn == m.ToColumn && m.FromRow < rows.Count))
            foreach (var row in rows[(merged.FromRow + 1)..Math.Min(merged.ToRow + 1, rows.Count)]) row[merged.FromColumn] = rows[merged.FromRow][merged.FromColumn];
        return rows;
    }

    // Counts what really comes out, whatever the directory of the archive says.
    private static void Unpack(byte[] file)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            if (zip.Entries.Count > MaximumParts) throw new TableException("这个工作簿的部件太多，不像是名单。");
            if (zip.GetEntry("xl/vbaProject.bin") is not null) throw new TableException("工作簿里有宏，不能导入。请另存为不含宏的 .xlsx。");
            var buffer = new byte[81920];
            var total = 0L;
            foreach (var entry in zip.Entries)
            {
                using var stream = entry.Open();
                int read;
                while ((read = stream.Read(buffer)) > 0)
                {
                    if ((total += read) > MaximumUnpacked) throw new TableException("这个工作簿展开后太大，不能导入。");
                }
            }
        }
        catch (InvalidDataException)
        {
            throw new TableException("这个文件打不开：它不是完整的 .xlsx。");
        }
    }

    // Excel keeps fifteen digits and fills up with zeros; beyond 2^53 those at the end are made up, whoever wrote them. Such a number is written as Excel shows it.
    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime day => day.TimeOfDay == TimeSpan.Zero ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : day.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        double number when Math.Abs(number) > 1L << 53 || (Math.Abs(number) >= 1e15 && number % 10 == 0) => number.ToString("0.##############E+00", CultureInfo.InvariantCulture),
        double number => number.ToString(number == Math.Truncate(number) ? "F0" : "R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // UTF-8 if it is, else GB18030: that is what Excel in China writes when it saves CSV.
    private static string Decode(byte[] file)
    {
        if (file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode.GetString(file, 2, file.Length - 2);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        }
        catch (DecoderFallbackException)
        {
        }
        try
        {
            return Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(file);
        }
        catch (DecoderFallbackException)
        {
            throw new TableException("认不出文件的编码。请在 Excel 里另存为 .xlsx 再试。");
        }
    }

    private static List<string[]> ReadCsv(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) throw new TableException("这不是名单文件。请用 .xlsx 或 .csv。");
        var first = text[..Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal) is var end && end < 0 ? text.Length : end)];
        var separator = ((char[])[',', '\t', ';', '，', '|']).MaxBy(c => first.Count(f => f == c));
        var rows = new List<string[]>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
                else quoted = false;
            }
            else if (c == '"' && cell.Length == 0) quoted = true;
            else if (c == separator) EndCell();
            else if (c == '\n') EndRow();
            else if (c != '\r') cell.Append(c);
        }
        if (quoted) throw new TableException($"第 {rows.Count + 1} 行有一个引号没有配对。");
        if (cell.Length > 0 || row.Count > 0) EndRow();
        return rows;

        void EndCell()
        {
            row.Add(Limited(cell.ToString()));
            cell.Clear();
            if (row.Count > MaximumColumns) throw new TableException($"最多 {MaximumColumns} 列。");
        }

        void EndRow()
        {
            EndCell();
            rows.Add([.. row]);
            row.Clear();
            if (rows.Count > MaximumRows + 10) throw new TableException($"一次最多导入 {MaximumRows} 行，请分成几个文件。");
        }
    }

    private static string Limited(string text) => text.Length <= MaximumCell ? text : throw new TableException($"有一格超过 {MaximumCell} 个字。");

    [GeneratedRegex(@"^[0-9](\.[0-9]+)?E\+[0-9]{2}$")]
    private static partial Regex CutNumber();
}
