using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace HonourWall.Admin.Tables;

/// <summary>
/// A minimal workbook: one sheet of text cells. Text stays text — no formula, no lost digits of long numbers — and the file carries no author, no path, no date.
/// </summary>
public static class XlsxWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <param name="marked">Cells (row, column; the header is row 0) to show on a yellow ground.</param>
    public static byte[] Write(Table table, IReadOnlySet<(int Row, int Column)>? marked = null)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "[Content_Types].xml", """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>""");
            Put(zip, "_rels/.rels", $"""<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Put(zip, "xl/workbook.xml", $"""<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            Put(zip, "xl/_rels/workbook.xml.rels", $"""<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
            // Style 1 is "text" (format 49), style 2 the same on yellow.
            Put(zip, "xl/styles.xml", $"""<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="{Main}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFE699"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fillId="2" applyNumberFormat="1" applyFill="1"/></cellXfs></styleSheet>""");
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            WriteSheet(sheet, table, marked);
        }
        return stream.ToArray();
    }

    private static void WriteSheet(Stream target, Table table, IReadOnlySet<(int, int)>? marked)
    {
        using var xml = XmlWriter.Create(target, new() { Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetData", Main);
        foreach (var (row, r) in table.Rows.Prepend([.. table.Header]).Select((row, r) => (row, r)))
        {
            xml.WriteStartElement("row", Main);
            xml.WriteAttributeString("r", (r + 1).ToString(CultureInfo.InvariantCulture));
            for (var c = 0; c < row.Length; c++)
            {
                xml.WriteStartElement("c", Main);
                xml.WriteAttributeString("r", ColumnName(c) + (r + 1).ToString(CultureInfo.InvariantCulture));
                xml.WriteAttributeString("s", marked?.Contains((r, c)) == true ? "2" : "1");
                xml.WriteAttributeString("t", "inlineStr");
                xml.WriteStartElement("is", Main);
                xml.WriteStartElement("t", Main);
                xml.WriteAttributeString("xml", "space", null, "preserve");
                // A cell is text here already; the apostrophe is for whoever saves the sheet as CSV.
                xml.WriteString(Clean(CsvWriter.Harmless(row[c])));
                xml.WriteEndElement();
                xml.WriteEndElement();
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>0 → A, 25 → Z, 26 → AA.</summary>
    public static string ColumnName(int column) => column < 26 ? ((char)('A' + column)).ToString() : ColumnName(column / 26 - 1) + (char)('A' + column % 26);

    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value is 9 or 10 or 13 or >= 32 and not (0xFFFE or 0xFFFF)).Select(rune => rune.ToString()));

    private static void Put(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write(text);
    }
}
