using System.Globalization;
using HonourWall.Generator.Planning;
using HonourWall.Roll.Diagnostics;
using Xunit;

namespace HonourWall.Generator.Tests.Planning;

public sealed class CandidateTests : IDisposable
{
    private readonly SampleContent _content = new();

    public void Dispose() => _content.Dispose();

    [Fact]
    public void A_year_that_has_only_candidates_has_no_page_as_nothing_leads_there()
    {
        _content.With("batches.csv", File.ReadAllText(_content.PathOf("batches.csv")) + "2026-candidates,model-worker,2026,,2026年全国劳动模范,,,s001\n")
            .With("batches/2026-candidates.csv", "id,name,status,source\nhou-xuan,候选一,publicity,s001\n")
            .With("notices/gong-shi.md", "---\ntitle: 公示\nfrom: 2026-04-20\nuntil: 2026-05-20\nbatch: 2026-candidates\n---\n内容。\n");
        var bag = new DiagnosticBag();
        var plan = SitePlanner.Plan(_content.Link(), Assets.Read(), new BuildOptions { Source = _content.Path, Now = SampleContent.Noon }, bag);
        Assert.Empty(_content.Codes);
        Assert.Contains(plan.Files, f => f.Path == "notices/gong-shi/index.html");
        Assert.Contains(plan.Files, f => f.Path == "years/2020/index.html");
        Assert.DoesNotContain(plan.Files, f => f.Path.StartsWith("years/2026/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-05-08T08:30:00Z", true)]
    [InlineData("2026-05-08T09:30:00Z", false)]
    [InlineData("2026-05-08T18:30:00+09:00", false)]
    public void The_front_page_closes_a_notice_with_its_own_page_whatever_zone_the_clock_is_told_in(string now, bool isOpen)
    {
        _content.With("notices/gong-shi.md", "---\ntitle: 示例候选人公示\nfrom: 2026-04-20\nuntil: 2026-05-08 17:00\n---\n公示的正文。\n");
        using var folder = new TemporaryFolder();
        var options = new BuildOptions { Source = _content.Path, Destination = folder.PathOf("site"), Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture) };
        Assert.True(new BuildPipeline(options).Run(null, TestContext.Current.CancellationToken).Written);
        Assert.Equal(isOpen, File.ReadAllText(folder.PathOf("site/notices/gong-shi/index.html")).Contains("公示的正文", StringComparison.Ordinal));
        Assert.Equal(isOpen, File.ReadAllText(folder.PathOf("site/index.html")).Contains("示例候选人公示", StringComparison.Ordinal));
    }
}
