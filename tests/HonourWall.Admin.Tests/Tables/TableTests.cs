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
            using var rewritten = new MemoryStream();
            rewritten.Write(file);
            using (var zip = new ZipArchive(rewritten, ZipArchiveMode.Update, leaveOpen: true))
            {
                var old = zip.GetEntry("xl/worksheets/sheet1.xml")!;
                string text;
                using (var reader = new StreamReader(old.Open())) text = reader.ReadToEnd();
                old.Delete();
                using var writer = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open());
                writer.Write(text.Replace("<worksheet", $"<!DOCTYPE w [<!ENTITY e SYSTEM \"file://{secret}\">]><worksheet", StringComparison.Ordinal).Replace("占位", "&e;", StringComparison.Ordinal));
            }
            Assert.Throws<TableException>(() => TableReader.Read(rewritten.ToArray()));
        }
        finally
        {
            File.Delete(secret);
        }
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
