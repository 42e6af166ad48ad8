using HonourWall.Search.Text;
using Xunit;

namespace HonourWall.Search.Tests.Text;

public class UnitNameTests
{
    [Theory]
    [InlineData("北京公交集团", "公交集团")]
    [InlineData("北京市海淀区环卫中心", "海淀区环卫中心 环卫中心")]
    [InlineData("首都医科大学附属北京地坛医院", "医科大学附属北京地坛医院 北京地坛医院 地坛医院")]
    [InlineData("全国劳动模范", "劳动模范")]
    [InlineData("北京经济技术开发区", "经济技术开发区")]
    [InlineData("第三建筑公司", "")]
    [InlineData("北京", "")]
    [InlineData("市", "")]
    [InlineData("", "")]
    public void A_unit_is_called_by_what_follows_its_place(string name, string called) =>
        Assert.Equal(called.Split(' ', StringSplitOptions.RemoveEmptyEntries), UnitName.AfterEachPlace(name).Where(rest => rest.Length > 0));

    [Theory]
    [InlineData("李素丽", "素丽")]
    [InlineData("欧阳娜", "娜")]
    [InlineData("买买提·测试江", "测试江")]
    [InlineData("阿卜杜拉吉", "")]
    public void A_person_is_called_by_the_given_name(string name, string called) =>
        Assert.Equal(called.Split(' ', StringSplitOptions.RemoveEmptyEntries), NameParts.Split(name).AfterEachWord());
}
