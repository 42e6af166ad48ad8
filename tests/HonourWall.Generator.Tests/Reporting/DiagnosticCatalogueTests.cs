using System.Globalization;
using HonourWall.Roll.Diagnostics;
using Xunit;

namespace HonourWall.Generator.Tests.Reporting;

public sealed class DiagnosticCatalogueTests
{
    [Fact]
    public void The_page_of_diagnostics_is_current()
    {
        var path = Repository.PathOf("docs", "diagnostics.md");
        var page = DiagnosticsPage.Write();
        if (Environment.GetEnvironmentVariable("APPROVE") == "1") File.WriteAllText(path, page);
        Assert.Equal(File.ReadAllText(path), page);
    }

    [Fact]
    public void Both_languages_name_the_same_things()
    {
        foreach (var entry in DiagnosticCatalogue.All)
        {
            Assert.Equal(Holes(entry.Chinese), Holes(entry.English));
            Assert.Equal(Holes(entry.HelpChinese), Holes(entry.HelpEnglish));
        }
    }

    /// <summary>Which of the first five arguments a text uses.</summary>
    private static string Holes(string text)
    {
        object[] marks = ["\u0001", "\u0002", "\u0003", "\u0004", "\u0005"];
        var filled = string.Format(CultureInfo.InvariantCulture, text, marks);
        return string.Concat(marks.Where(m => filled.Contains((string)m, StringComparison.Ordinal)));
    }
}
