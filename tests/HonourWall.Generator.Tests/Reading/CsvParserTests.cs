using HonourWall.Roll.Diagnostics;
using HonourWall.Roll.Reading;
using Xunit;

namespace HonourWall.Generator.Tests.Reading;

public sealed class CsvParserTests
{
    [Theory]
    [InlineData("a,b,c", "a|b|c")]
    [InlineData("a,,c\n", "a||c")]
    [InlineData(",\n,x\n", "|x")]
    [InlineData("a,b\r\nc,d\r\n", "a|b/c|d")]
    [InlineData("a,b\rc,d", "a|b/c|d")]
    [InlineData("\"a,b\",\"c\"\"d\"\n", "a,b|c\"d")]
    [InlineData("\"two\nlines\",x\n", "two\nlines|x")]
    [InlineData(" a ,\u3000张伟\u3000\n", "a|张伟")]
    [InlineData("a,b\n\n,,\n  \nc,d\n", "a|b/c|d")]
    [InlineData("\"\",x\n", "|x")]
    [InlineData("", "")]
    public void A_file_reads_as_its_cells(string text, string expected)
    {
        var bag = new DiagnosticBag();
        Assert.Equal(expected, string.Join('/', Read(text, bag).Select(r => string.Join('|', r.Cells.Select(c => c.Text)))));
        Assert.Empty(bag.ToImmutable());
    }

    [Theory]
    [InlineData("a,b\"c,d\n", "1:4", "a|b\"c|d")]
    [InlineData("a,\"b\"c,d\n", "1:6", "a|b\"c|d")]
    [InlineData("a,\"b,c\nd,e,f\n", "1:3", "a|b,c/d|e|f")]
    [InlineData("a,\"b,c\nd,\"e\",f\n", "1:3", "a|b,c/d|e|f")]
    [InlineData("𠮷,张\"伟\n", "1:4", "𠮷|张\"伟")]
    public void A_misplaced_quote_is_reported_at_its_place_and_costs_one_line_at_most(string text, string place, string expected)
    {
        var bag = new DiagnosticBag();
        Assert.Equal(expected, string.Join('/', Read(text, bag).Select(r => string.Join('|', r.Cells.Select(c => c.Text)))));
        var diagnostic = Assert.Single(bag.ToImmutable());
        Assert.Equal("HW121", diagnostic.Code);
        Assert.Equal("x.csv:" + place, diagnostic.Place.ToString());
    }

    [Fact]
    public void A_cell_knows_its_line_and_column_after_a_cell_of_several_lines()
    {
        var rows = Read("id,note\r\na,\"one\r\ntwo\"\r\n𠮷,  x\r\n", new DiagnosticBag());
        Assert.Equal(["x.csv:2:1", "x.csv:2:3", "x.csv:4:1", "x.csv:4:5"], rows.Skip(1).SelectMany(r => r.Cells.Select((_, i) => r.PlaceOf(i).ToString())));
        Assert.Equal(4, rows[1].PlaceOf(1).Length);
        Assert.Equal("x.csv:4:6", rows[2].PlaceOf(9).ToString());
    }

    /// <summary>Writing and reading again is the identity, whatever the cells hold.</summary>
    [Fact]
    public void What_is_written_by_the_rules_is_read_as_it_was()
    {
        var random = new Random(7);
        string[] pieces = ["张", "𠮷", ",", "\"", "\n", "\r\n", "a b", "", "，", "''"];
        for (var round = 0; round < 500; round++)
        {
            var rows = Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 3).Select(_ => "x" + string.Concat(random.GetItems(pieces, 4)) + "y").ToArray()).ToList();
            var text = string.Join("\r\n", rows.Select(r => string.Join(',', r.Select(c => "\"" + c.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""))));
            var bag = new DiagnosticBag();
            Assert.Equal(rows, Read(text, bag).Select(r => r.Cells.Select(c => c.Text).ToArray()));
            Assert.Empty(bag.ToImmutable());
        }
    }

    private static List<CsvRow> Read(string text, DiagnosticBag bag)
    {
        var parser = new CsvParser(new ContentFile("x.csv", text), new StringPool(), bag);
        var rows = new List<CsvRow>();
        while (parser.ReadRow(4) is { } row) rows.Add(row);
        return rows;
    }
}
