using HonourWall.Site;
using Xunit;

namespace HonourWall.Generator.Tests.Rendering;

/// <summary>A title that does not fit its line breaks between its words.</summary>
public sealed class TitleWordsTests
{
    [Theory]
    [InlineData("全国劳动模范", "全国|劳动模范")]
    [InlineData("2025年全国先进工作者", "2025年|全国|先进工作者")]
    [InlineData("全国五一劳动奖章", "全国|五一|劳动奖章")]
    [InlineData("北京市劳动模范（年份待考）", "北京市|劳动模范（年份待考）")]
    [InlineData("三兴汽车创新工作室", "三兴汽车|创新工作室")]
    [InlineData("2026年北京市劳动模范推荐人选公示", "2026年|北京市|劳动模范|推荐人选公示")]
    [InlineData("工作室", "工作室")]
    [InlineData("全国", "全国")]
    [InlineData("创新工作室", "创新工作室")]
    [InlineData("2025", "2025")]
    [InlineData("北京各区", "北京|各区")]
    [InlineData("", "")]
    public void A_title_is_divided_after_its_year_and_its_realm_and_before_its_kind(string title, string words)
    {
        Assert.Equal(words, string.Join('|', TitleWords.Of(title)));
        Assert.Equal(title, string.Concat(TitleWords.Of(title)));
    }
}
