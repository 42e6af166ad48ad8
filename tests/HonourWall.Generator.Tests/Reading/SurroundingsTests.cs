using System.Globalization;
using HonourWall.Generator.Tests.Reporting;
using Xunit;

namespace HonourWall.Generator.Tests.Reading;

/// <summary>Culture, time zone and the order of files on the disk change nothing.</summary>
public sealed class SurroundingsTests
{
    [Fact]
    public void The_culture_changes_nothing()
    {
        var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        strange.NumberFormat.NumberDecimalSeparator = ",";
        strange.NumberFormat.NegativeSign = "−";
        strange.DateTimeFormat.ShortDatePattern = "dd.MM.yy";
        var before = CultureInfo.CurrentCulture;
        var expected = Dump();
        try
        {
            CultureInfo.CurrentCulture = strange;
            Assert.Equal(expected, Dump());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_zone_in_which_now_is_written_changes_nothing()
    {
        using var content = Rich();
        var here = Dump(content.Link(SampleContent.Noon));
        Assert.Equal(here, Dump(content.Link(SampleContent.Noon.ToUniversalTime())));
        Assert.Equal(here, Dump(content.Link(SampleContent.Noon.ToOffset(TimeSpan.FromHours(-11)))));
    }

    [Fact]
    public void The_order_of_files_on_the_disk_changes_nothing()
    {
        using var content = Rich();
        using var other = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(content.Path, "*", SearchOption.AllDirectories).OrderDescending(StringComparer.Ordinal))
            other.Write(System.IO.Path.Combine("content", System.IO.Path.GetRelativePath(content.Path, file)), File.ReadAllText(file));
        var options = new BuildOptions { Source = content.Path, Now = SampleContent.Noon };
        var here = BrokenSample.Report(new BuildPipeline(options).Run(cancellation: TestContext.Current.CancellationToken).Diagnostics, "zh", content.Path);
        var there = new BuildPipeline(options with { Source = other.PathOf("content") }).Run(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(here, BrokenSample.Report(there.Diagnostics, "zh", other.PathOf("content")));
        Assert.NotEmpty(here);
    }

    private static string Dump()
    {
        using var content = Rich();
        return Dump(content.Link());
    }

    /// <summary>Good content and a few mistakes, so that both are compared.</summary>
    private static SampleContent Rich() => new SampleContent()
        .With("honourees/ce-shi-er.md", "---\nname: 测试二\nborn: 1970-05\nmotivation: " + new string('好', 61) + "\n---\n\n正文。[^s9]\n")
        .With("published-statistics.csv", "year,scope,indicator,value,unit\n2020,北京,合计,1148.5,人\n2020,北京,损失,-3,人\n")
        .With("stories/a.md", "---\ntitle: 甲\ndate: 2026-04-30\npublish_on: 2026-05-01\n---\n")
        .With("stories/b.md", "---\ntitle: 乙\npeople: [nobody]\n---\n");

    private static string Dump(RollOfHonour roll) => string.Join('\n',
        roll.Honourees.Select(h => $"{h.Id} {h.Name} {h.Born} {h.Place}").Concat(roll.PublishedStatistics.Select(s => $"{s.Indicator} {s.Value.ToString(CultureInfo.InvariantCulture)}")).Concat(roll.Stories.Select(s => s.Title)));
}
