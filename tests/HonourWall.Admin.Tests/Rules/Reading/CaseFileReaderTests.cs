using HonourWall.Admin.Rules.Cases;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Reading;
using Xunit;

namespace HonourWall.Admin.Tests.Rules.Reading;

public class CaseFileReaderTests
{
    private const string Good = "\"{\"\"budget\"\": \"\"city-fund\"\", \"\"year\"\": 2016}\"";

    [Theory]
    [InlineData("case,input\na," + Good + "\n", "a")]
    [InlineData("\uFEFFcase,rule,input,expected,note\r\na,R42," + Good + ",30000000.00,备注\r\n", "a")]
    [InlineData("input,case\n" + Good + ",a\n\n" + Good + ",\"b,\"\"c\"\"\"", "a|b,\"c\"")]
    [InlineData("case,input\na,\"{\n  \"\"budget\"\": \"\"city-fund\"\",\n  \"\"year\"\": 2016\n}\"\nb," + Good, "a|b")]
    [InlineData("case,input\n", "")]
    public void Cases_are_read_in_order(string text, string names)
    {
        var (cases, mistakes) = Read(text);
        Assert.Equal("", mistakes);
        Assert.Equal(names, string.Join('|', cases.Select(c => c.Name)));
        Assert.All(cases, c => Assert.Equal("30000000.00", c.Assess().Result));
    }

    [Theory]
    [InlineData("", "HR308@1:1", "")]
    [InlineData("\n\n", "HR308@1:1", "")]
    [InlineData("name,input\na," + Good, "HR308@1:1", "")]
    [InlineData("case,input,case\na," + Good + ",b", "HR308@1:1", "")]
    [InlineData("case,input\na," + Good + ",more\nb," + Good, "HR308@2:1", "b")]
    [InlineData("case,input\n," + Good + "\nb," + Good, "HR103@2:1", "b")]
    [InlineData("case,input\nb," + Good + "\nb," + Good, "HR106@3:1", "b")]
    [InlineData("case,input\nb," + Good + "\na,{\"budget\": 1}", "HR308@3:4", "b")]
    [InlineData("case,input\nb," + Good + "\na,\"{\nnot closed", "HR308@3:3", "b")]
    [InlineData("case,input\nb," + Good + "\na,\"{}\"x", "HR308@3:7", "b")]
    [InlineData("case,input\na,\nb," + Good, "HR101@2:3", "b")]
    [InlineData("case,input\na,\"{\"\"budget\"\": \"\"city-fund\"\", \"\"year\"\": 2016, \"\"year\"\": 2015}\"\nb," + Good, "HR106@2:49", "b")]
    // The column counts the doubled quotes of the file, and the line those inside the field.
    [InlineData("case,input\na,\"{\"\"budget\"\": \"\"city-found\"\"}\"\nb," + Good, "HR302@2:18", "b")]
    [InlineData("case,input\na,\"{\n \"\"budget\"\": \"\"city-fund\"\",\n \"\"year\"\": \"\"2016\"\"}\"\nb," + Good, "HR104@4:13", "b")]
    public void A_malformed_case_is_reported_at_its_line_and_the_others_are_read(string text, string mistake, string names)
    {
        var (cases, mistakes) = Read(text);
        Assert.Equal(mistake, mistakes);
        Assert.Equal(names, string.Join('|', cases.Select(c => c.Name)));
    }

    private static (IReadOnlyList<RuleCase> Cases, string Mistakes) Read(string text)
    {
        var diagnostics = new RuleDiagnostics();
        var cases = new CaseFileReader(RuleRoom.Shipped, diagnostics).Read(new SourceText("cases.csv", text));
        return (cases, string.Join(' ', diagnostics.Select(d => $"{d.Code}@{d.Place.Line}:{d.Place.Column}")));
    }
}
