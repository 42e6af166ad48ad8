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
        var tests = types.SelectMany(t => t.GetMethods()).Where(m => m.GetCustomAttribute<FactAttribute>() is not null).Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        var classes = types.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var named = NamedTest().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "security.md"))).Select(m => m.Groups[1].Value).ToList();
        Assert.True(named.Count > 60);
        foreach (var name in named)
        {
            var found = name.EndsWith("Tests", StringComparison.Ordinal) ? classes.Contains(name) : name.EndsWith('…') ? tests.Count(t => t.StartsWith(name[..^1], StringComparison.Ordinal)) == 1 : tests.Contains(name);
            Assert.True(found, name + " is no test.");
        }
    }

    // A sentence with underlines, perhaps cut short, or a class of tests.
    [GeneratedRegex("`([A-Z][A-Za-z]*Tests|[A-Z][A-Za-z]*(?:_[A-Za-z0-9]+)+…?)`")]
    private static partial Regex NamedTest();
}
