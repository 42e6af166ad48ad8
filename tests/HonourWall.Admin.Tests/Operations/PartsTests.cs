using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace HonourWall.Admin.Tests.Operations;

/// <summary>
/// The parts of others that ship in the room have been looked up, each in its version and not too long ago. That none has a fault is not shown: nobody can but a
/// registry that tells of them, which each restore asks where there is one.
/// </summary>
public partial class PartsTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Every_part_that_ships_was_looked_up_in_its_version_within_the_time_that_the_paper_gives()
    {
        var paper = File.ReadAllText(Path.Combine(Root, "docs", "security.md"));
        var days = int.Parse(TimeFrame().Match(paper).Groups[1].Value, CultureInfo.InvariantCulture);
        var oldest = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-days);
        Assert.Equal([], Missing(File.ReadAllText(Path.Combine(Root, "admin", "HonourWall.Admin", "packages.lock.json")), File.ReadAllLines(Path.Combine(Root, "admin", "parts.reviewed.csv")), oldest));
    }

    [Fact]
    public void Another_version_one_that_is_not_there_and_one_that_was_looked_up_too_long_ago_are_named()
    {
        const string Lock = """{"version":2,"dependencies":{"net10.0":{"示例甲":{"type":"Direct","resolved":"1.0.0"},"示例乙":{"type":"Transitive","resolved":"2.0.1"},"示例丙":{"type":"Transitive","resolved":"3.0.0"},"示例丁":{"type":"Direct","resolved":"4.0.0"},"自己":{"type":"Project"}}}}""";
        string[] looked = ["# remark", "part,version,released,looked up,found", "示例甲,1.0.0,,2026-01-02,nothing", "示例乙,2.0.0,,2026-01-02,nothing", "示例丁,4.0.0,,2026-01-01,nothing"];
        Assert.Equal(["示例乙 2.0.1", "示例丙 3.0.0", "示例丁 4.0.0"], Missing(Lock, looked, new(2026, 1, 2)));
    }

    [Fact]
    public void Each_restore_asks_the_registry_about_all_parts_and_a_known_fault_stops_the_build_of_a_check()
    {
        var props = File.ReadAllText(Path.Combine(Root, "Directory.Build.props"));
        foreach (var line in (string[])["<NuGetAudit>true</NuGetAudit>", "<NuGetAuditMode>all</NuGetAuditMode>", "<NuGetAuditLevel>moderate</NuGetAuditLevel>"]) Assert.Contains(line, props, StringComparison.Ordinal);
        // Errors, like all warnings, but for somebody who builds outside a check.
        var excepted = Excepted().Matches(props).ToLookup(m => m.Groups[1].Value, m => m.Groups[2].Value);
        Assert.DoesNotContain("NU1902", Assert.Single(excepted[""]), StringComparison.Ordinal);
        Assert.Contains("NU1902;NU1903;NU1904", Assert.Single(excepted[" Condition=\"'$(CI)' != 'true'\""]), StringComparison.Ordinal);
    }

    // What ships is what the lock file resolves; our own projects are none of it.
    private static List<string> Missing(string lockFile, string[] looked, DateOnly oldest)
    {
        var known = looked.Where(line => line[0] != '#').Skip(1).Select(line => line.Split(',')).Where(cells => DateOnly.ParseExact(cells[3], "yyyy-MM-dd", CultureInfo.InvariantCulture) >= oldest).Select(cells => $"{cells[0]} {cells[1]}").ToHashSet(StringComparer.Ordinal);
        using var json = JsonDocument.Parse(lockFile);
        return [.. json.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject()).Where(part => part.Value.GetProperty("type").GetString() != "Project")
            .Select(part => $"{part.Name} {part.Value.GetProperty("resolved").GetString()}").Where(part => !known.Contains(part))];
    }

    private static string FindRoot()
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, "HonourWall.sln"))) return at;
        throw new DirectoryNotFoundException("HonourWall.sln");
    }

    [GeneratedRegex(@"each part is looked up anew at least every (\d+) days")]
    private static partial Regex TimeFrame();

    [GeneratedRegex("<WarningsNotAsErrors( [^>]*)?>([^<]*)</WarningsNotAsErrors>")]
    private static partial Regex Excepted();
}
