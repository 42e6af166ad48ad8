using System.Text.RegularExpressions;
using Xunit;

namespace HonourWall.Generator.Tests.Reading;

/// <summary>docs/content-format.zh-CN.md tells editors which columns and keys there are.</summary>
public sealed partial class ContentFormatPageTests
{
    public static TheoryData<string, string> Files
    {
        get
        {
            var files = new TheoryData<string, string>();
            foreach (Match row in Row().Matches(File.ReadAllText(Repository.PathOf("docs", "content-format.zh-CN.md")))) files.Add(row.Groups["file"].Value, row.Groups["names"].Value);
            return files;
        }
    }

    [Fact]
    public void Every_kind_of_file_is_described() => Assert.Equal(15, Files.Count);

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_described_name_is_read(string file, string described)
    {
        string[] names = [.. Remark().Replace(described, "").Split('、').Select(n => n.Trim(' ', '*'))];
        var path = file.Replace("<批次>", "2020-model-worker", StringComparison.Ordinal).Replace("<编号>", "ce-shi-yi", StringComparison.Ordinal);
        using var content = new SampleContent();
        if (path.EndsWith(".csv", StringComparison.Ordinal)) content.With(path, string.Join(',', names) + "\n");
        else if (path.EndsWith(".md", StringComparison.Ordinal)) content.With(path, "---\n" + Keys(names, "") + "---\n");
        else if (path == "awards.yaml") content.With(path, "-" + Keys(names, " ")[..^1] + "\n");
        else content.With(path, Keys(names, ""));
        content.Link();
        Assert.DoesNotContain(content.Diagnostics, d => d.Code is "HW122" or "HW131" or "HW123");
    }

    private static string Keys(string[] names, string indent) => string.Concat(names.Select((n, i) => $"{(i == 0 || indent.Length == 0 ? indent : "  ")}{n}:\n"));

    [GeneratedRegex(@"^\| `(?<file>[^`]+)` \| (?<names>[^|]+) \|$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Row();

    /// <summary>What stands in brackets behind a name, and the word before a list of names.</summary>
    [GeneratedRegex(@"（[^）]*）|\s*\{([^{}]|\{[^{}]*\})*\}|^每项：", RegexOptions.CultureInvariant)]
    private static partial Regex Remark();
}
