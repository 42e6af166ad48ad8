using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace HonourWall.Admin.Tests.Web;

/// <summary>docs/security.md claims nothing whose test has gone.</summary>
public partial class SecurityPaperTests
{
    [Fact]
    public void Every_test_that_the_paper_names_is_one()
    {
        var types = Assembly.GetExecutingAssembly().GetTypes();
        var tests = types.SelectMany(t => t.GetMethods()).Where(m => m.GetCustomAttribute<FactAttribute>() is not null).Select(m => m.Name)
            // What only a browser shows is tested in one.
            .Concat(BrowserTest().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "PrivateRoomTests.cs.txt"))).Select(m => m.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        var classes = types.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var named = NamedTest().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "security.md"))).Select(m => m.Groups[1].Value).ToList();
        Assert.True(named.Count > 60);
        foreach (var name in named)
        {
            var found = name.EndsWith("Tests", StringComparison.Ordinal) ? classes.Contains(name) : name.EndsWith('…') ? tests.Count(t => t.StartsWith(name[..^1], StringComparison.Ordinal)) == 1 : tests.Contains(name);
            Assert.True(found, name + " is no test.");
        }
    }

    [Fact]
    public void Every_requirement_of_the_standard_stands_in_the_paper_once_and_each_that_applies_beside_a_test()
    {
        var known = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "samples", "asvs-5.0.0.txt")).Where(line => line[0] != '#').Select(line => line.Split(' ')[0]).ToList();
        Assert.Equal(253, known.Count);
        var paper = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "security.md"));
        var rows = paper[..paper.IndexOf("\n### ", StringComparison.Ordinal)].Split('\n').Where(line => line.Length > 2 && line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2])).Select(line => line.Trim('|', ' ').Split(" | ")).ToList();
        Assert.True(rows.Count > 90);
        Assert.All(rows.Where(row => row.Length == 4), row => Assert.True(NamedTest().IsMatch(row[3]), row[0] + " names no test."));
        var written = rows.SelectMany(row => row[0].Split(", ").Select(part => (Part: part, Meant: Meant(part, known)))).ToList();
        Assert.All(written, w => Assert.True(w.Meant.Count > 0, w.Part + " is no requirement."));
        var counts = written.SelectMany(w => w.Meant).CountBy(id => id).ToDictionary(StringComparer.Ordinal);
        Assert.Equal([], known.Where(id => counts.GetValueOrDefault(id) != 1).Select(id => $"{id} stands there {counts.GetValueOrDefault(id)} times."));
    }

    // "3.4.1–3.4.6" means these of one section, "9" or "4.3" all below it.
    private static List<string> Meant(string part, List<string> known)
    {
        if (part.Split('–') is not [var first, var last]) return [.. known.Where(id => id == part || id.StartsWith(part + ".", StringComparison.Ordinal))];
        var (section, from, to) = (first[..first.LastIndexOf('.')], int.Parse(first[(first.LastIndexOf('.') + 1)..], CultureInfo.InvariantCulture), int.Parse(last[(last.LastIndexOf('.') + 1)..], CultureInfo.InvariantCulture));
        return last.StartsWith(section + ".", StringComparison.Ordinal) ? [.. Enumerable.Range(from, to - from + 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"{section}.{n}")).Where(known.Contains)] : [];
    }

    [GeneratedRegex("public async Task ([A-Z][a-z]*(?:_[A-Za-z0-9]+)+)[(]")]
    private static partial Regex BrowserTest();

    // A sentence with underlines, perhaps cut short, or a class of tests.
    [GeneratedRegex("`([A-Z][A-Za-z]*Tests|[A-Z][A-Za-z]*(?:_[A-Za-z0-9]+)+…?)`")]
    private static partial Regex NamedTest();
}
