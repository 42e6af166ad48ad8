using HonourWall.Generator.Tests.Building;
using Xunit;

namespace HonourWall.Generator.Tests.Rendering;

public sealed class NameListsTests : IDisposable
{
    private readonly SampleContent _content = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _content.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_surname_that_nobody_can_read_has_a_list_that_can_be_reached()
    {
        var site = Build("ce-shi-san,𠮷示例,,s001\n");
        Assert.Contains("""href="../names/other/"><b>其他</b>""", File.ReadAllText(Path.Combine(site, "names", "index.html")), StringComparison.Ordinal);
        var page = SmallUnion.TextOf(site, "names/other/index.html");
        Assert.Contains("收录 1 人、 1 条荣誉", page, StringComparison.Ordinal);
        Assert.Contains(" 𠮷 𠮷示例 ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("u20bb7", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_names_says_how_many_of_its_honours_lack_the_district()
    {
        var site = Build("ce-shi-san,测试三,,s001\n");
        Assert.Contains("收录 3 人、 3 条荣誉 公布总数未注明 其中 1 条来源未注明区。", SmallUnion.TextOf(site, "names/c/index.html"), StringComparison.Ordinal);
        Assert.Contains("其中 1 条来源未注明区。", SmallUnion.TextOf(site, "names/strokes/9/index.html"), StringComparison.Ordinal);
    }

    private string Build(string row)
    {
        _content.With("batches/2020-model-worker.csv", "id,name,district,source\nce-shi-yi,测试一,haidian,s001\nce-shi-er,测试二,haidian,s001\n" + row);
        var site = _folder.PathOf("site");
        var result = new BuildPipeline(new BuildOptions { Source = _content.Path, Destination = site, Now = SampleContent.Noon }).Run(null, TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics.Select(d => $"{d.Place} {d.Code}"));
        return site;
    }
}
