using System.IO.Compression;
using System.Security;

namespace HonourWall.Generator.Tests.Importing;

/// <summary>A cell that is counted, with what it came to when that was last done.</summary>
internal sealed record Formula(string Text, string? Result = null, bool IsError = false)
{
    public string Xml(string address) => $"<c r=\"{address}\" t=\"{(IsError ? "e" : "str")}\"><f>{SecurityElement.Escape(Text)}</f>{(Result is null ? "" : $"<v>{Result}</v>")}</c>";
}

/// <summary>A real .xlsx file, as small as the format allows.</summary>
internal sealed class Workbook
{
    private readonly List<(string Name, string Xml, bool IsHidden)> _sheets = [];

    /// <summary>Adds a sheet. A cell is text, or a number where it is one; <c>null</c> is no cell.</summary>
    /// <param name="merged">Ranges such as A1:D1.</param>
    public Workbook Sheet(string name, object?[][] rows, string[]? merged = null, bool isHidden = false, int[]? hiddenRows = null)
    {
        var xml = new System.Text.StringBuilder("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        for (var r = 0; r < rows.Length; r++)
        {
            xml.Append($"<row r=\"{r + 1}\"{(hiddenRows?.Contains(r + 1) == true ? " hidden=\"1\"" : "")}>");
            for (var c = 0; c < rows[r].Length; c++)
            {
                var address = $"{(char)('A' + c)}{r + 1}";
                if (rows[r][c] is string text) xml.Append($"<c r=\"{address}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>");
                else if (rows[r][c] is Formula formula) xml.Append(formula.Xml(address));
                else if (rows[r][c] is { } number) xml.Append(FormattableString.Invariant($"<c r=\"{address}\"><v>{number}</v></c>"));
            }
            xml.Append("</row>");
        }
        xml.Append("</sheetData>");
        if (merged is { Length: > 0 }) xml.Append($"<mergeCells count=\"{merged.Length}\">{string.Concat(merged.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>");
        _sheets.Add((name, xml.Append("</worksheet>").ToString(), isHidden));
        return this;
    }

    public void Save(string path)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        var sheets = _sheets.Select((s, i) => (s.Name, s.Xml, s.IsHidden, Number: i + 1)).ToList();
        Add(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
            + string.Concat(sheets.Select(s => $"<Override PartName=\"/xl/worksheets/sheet{s.Number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")) + "</Types>");
        Add(zip, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Add(zip, "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
            + string.Concat(sheets.Select(s => $"<sheet name=\"{s.Name}\" sheetId=\"{s.Number}\" {(s.IsHidden ? "state=\"hidden\" " : "")}r:id=\"rId{s.Number}\"/>")) + "</sheets></workbook>");
        Add(zip, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + string.Concat(sheets.Select(s => $"<Relationship Id=\"rId{s.Number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{s.Number}.xml\"/>")) + "</Relationships>");
        foreach (var sheet in sheets) Add(zip, $"xl/worksheets/sheet{sheet.Number}.xml", sheet.Xml);
    }

    private static void Add(ZipArchive zip, string name, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml);
    }
}
