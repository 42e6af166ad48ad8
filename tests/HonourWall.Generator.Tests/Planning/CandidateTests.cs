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
}
