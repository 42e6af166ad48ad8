using System.IO.Compression;
using HonourWall.Admin.Tables;
using Xunit;

namespace HonourWall.Admin.Tests;

public class TableTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86 138", "'+86 138")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("测试", "测试")]
    public void A_cell_that_would_compute_is_made_text(string cell, string expected) => Assert.Equal(expected, CsvWriter.Harmless(cell));

    [Theory]
    [InlineData("测试,\"引号\"\n第二行")]
    [InlineData("11010119900307001X")]
    [InlineData("6222020000000000123")]
    [InlineData("𠮷")]
    [InlineData("+86 138 0013 8000")]
    [InlineData("-测试")]
    [InlineData("＝示例路1号")]
    public void What_is_written_is_read_again(string cell)
    {
        var table = new Table(["姓名", "内容"], [["测试一", cell], ["测试二", ""]]);
        foreach (var file in (byte[][])[CsvWriter.Write(table), XlsxWriter.Write(table)])
        {
            var read = TableReader.Read(file);
            Assert.Equal(table.Header, read.Header);
            Assert.Equal(cell.ReplaceLineEndings("\n"), read.Rows[0][1].ReplaceLineEndings("\n"));
        }
    }

    [Fact]
    public void A_row_is_named_by_the_number_that_a_spreadsheet_shows_beside_it_whatever_stands_above_or_between()
    {
        var workbook = XlsxWriter.Write(new(["三金名单", ""], [["", ""], ["姓名", "单位"], ["测试一", "示例厂"], ["", ""], ["", ""], ["测试二", "示例店"]]));
        foreach (var file in (byte[][])["三金名单\n\n姓名,单位\n测试一,示例厂\n\n,\n测试二,示例店\n"u8.ToArray(), workbook])
        {
            var read = TableReader.Read(file);
            Assert.Equal(["姓名", "单位"], read.Header);
            Assert.Equal([4, 7], [read.LineOf(1), read.LineOf(2)]);
        }
    }

    [Fact]
    public void A_workbook_that_unpacks_to_gigabytes_is_refused_before_it_is_parsed()
    {
        var error = Assert.Throws<TableException>(() => TableReader.Read(Bomb()));
        Assert.Contains("展开后太大", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_whose_parts_name_other_files_reads_none_of_them()
    {
        var secret = Path.GetTempFileName();
        File.WriteAllText(secret, "金丝雀");
        try
        {
            var file = XlsxWriter.Write(new(["姓名", "单位"], [["测试一", "占位"]]));
            var rewritten = Rewrite(file, "xl/worksheets/sheet1.xml", text => text.Replace("<worksheet", $"<!DOCTYPE w [<!ENTITY e SYSTEM \"file://{secret}\">]><worksheet", StringComparison.Ordinal).Replace("占位", "&e;", StringComparison.Ordinal));
            Assert.Throws<TableException>(() => TableReader.Read(rewritten));
        }
        finally
        {
            File.Delete(secret);
        }
    }

    [Theory]
    [InlineData("123456789012345", "123456789012345", false)]
    [InlineData("6222020000000012", "6222020000000012", false)]
    [InlineData("6222020000000010", "6.22202000000001E+15", true)]
    [InlineData("110101199003070011", "1.10101199003070E+17", true)]
    [InlineData("6222020000000000123", "6.222020000000000E+18", true)]
    [InlineData("0.5", "0.5", false)]
    public void A_number_too_long_for_a_workbook_is_written_as_it_shows_it_not_with_digits_made_up(string typed, string shown, bool cut)
    {
        var cell = TableReader.Read(AsNumber(XlsxWriter.Write(new(["姓名", "号码"], [["测试一", typed]])), typed)).Rows[0][1];
        Assert.Equal(double.Parse(shown, System.Globalization.CultureInfo.InvariantCulture), double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(cut, TableReader.IsCutNumber(cell));
        if (!cut) Assert.Equal(shown, cell);
    }

    [Theory]
    [InlineData("<c r=\"B2\"><f>VLOOKUP(A2,C:D,2,0)</f></c>")]
    [InlineData("<c r=\"B2\" t=\"e\"><f>VLOOKUP(A2,C:D,2,0)</f><v>#N/A</v></c>")]
    public void A_formula_without_a_result_is_not_taken_for_an_empty_cell(string cell)
    {
        var file = Rewrite(XlsxWriter.Write(new(["姓名", "单位"], [["测试一", "占位"]])), "xl/worksheets/sheet1.xml", text => System.Text.RegularExpressions.Regex.Replace(text, "<c [^>]*><is><t[^>]*>占位</t></is></c>", cell));
        Assert.Contains("“名单”的 B2 是公式，没有算出结果", Assert.Throws<TableException>(() => TableReader.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hidden_row_is_not_read_unseen()
    {
        var file = Rewrite(XlsxWriter.Write(new(["姓名", "单位"], [["测试一", "示例厂"], ["测试二", "示例店"]])), "xl/worksheets/sheet1.xml", text => text.Replace("<row r=\"3\"", "<row r=\"3\" hidden=\"1\"", StringComparison.Ordinal));
        Assert.Contains("“名单”第 3 行是隐藏的", Assert.Throws<TableException>(() => TableReader.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_once_beside_several_rows_is_said_of_each()
    {
        var file = Rewrite(XlsxWriter.Write(new(["姓名", "单位"], [["测试一", "示例厂"], ["测试二", ""], ["测试三", ""], ["测试四", "示例店"]])), "xl/worksheets/sheet1.xml",
            text => text.Replace("</sheetData>", "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"B2:B4\"/></mergeCells>", StringComparison.Ordinal));
        Assert.Equal(["示例厂", "示例厂", "示例厂", "示例店"], TableReader.Read(file).Rows.Select(row => row[1]));
    }

    [Theory]
    [InlineData("", "示例机关")]
    [InlineData(" state=\"hidden\"", "")]
    public void A_list_on_another_sheet_is_named_and_one_that_nobody_sees_is_passed_over(string state, string others)
    {
        string[][] list = [["测试一", "示例厂"]];
        var file = XlsxWriter.Write(new(["姓名", "单位"], [.. list]));
        string sheet = "";
        _ = Rewrite(file, "xl/worksheets/sheet1.xml", text => sheet = text);
        file = Rewrite(file, "xl/worksheets/sheet2.xml", _ => sheet.Replace("测试一", "测试二", StringComparison.Ordinal));
        file = Rewrite(file, "[Content_Types].xml", text => text.Replace("<Override PartName=\"/xl/styles.xml\"", "<Override PartName=\"/xl/worksheets/sheet2.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Override PartName=\"/xl/styles.xml\"", StringComparison.Ordinal));
        file = Rewrite(file, "xl/_rels/workbook.xml.rels", text => text.Replace("</Relationships>", "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet2.xml\"/></Relationships>", StringComparison.Ordinal));
        foreach (var after in (bool[])[true, false])
        {
            var second = $"<sheet name=\"示例机关\" sheetId=\"2\"{state} r:id=\"rId3\"/>";
            var read = TableReader.Read(Rewrite(file, "xl/workbook.xml", text => text.Replace(after ? "</sheets>" : "<sheets>", after ? second + "</sheets>" : "<sheets>" + second, StringComparison.Ordinal)));
            Assert.Equal(others.Length == 0 ? "" : after ? "示例机关" : "名单", string.Join('、', read.OtherSheets));
            Assert.Equal(others.Length == 0 || after ? "测试一" : "测试二", Assert.Single(read.Rows)[0]);
        }
    }

    /// <summary>A workbook of ours in which one cell of text is a number.</summary>
    internal static byte[] AsNumber(byte[] file, string cell) => Rewrite(file, "xl/worksheets/sheet1.xml",
        text => text.Replace($" t=\"inlineStr\"><is><t xml:space=\"preserve\">{cell}</t></is>", $"><v>{cell}</v>", StringComparison.Ordinal));

    private static byte[] Rewrite(byte[] file, string part, Func<string, string> change)
    {
        using var rewritten = new MemoryStream();
        rewritten.Write(file);
        using (var zip = new ZipArchive(rewritten, ZipArchiveMode.Update, leaveOpen: true))
        {
            var text = "";
            if (zip.GetEntry(part) is { } old)
            {
                using (var reader = new StreamReader(old.Open())) text = reader.ReadToEnd();
                old.Delete();
            }
            using var writer = new StreamWriter(zip.CreateEntry(part).Open());
            writer.Write(change(text));
        }
        return rewritten.ToArray();
    }

    /// <summary>A small file of zeroes that unpacks to 300 MB.</summary>
    internal static byte[] Bomb()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            var zeroes = new byte[1024 * 1024];
            for (var i = 0; i < 300; i++) sheet.Write(zeroes);
        }
        return stream.ToArray();
    }
}
