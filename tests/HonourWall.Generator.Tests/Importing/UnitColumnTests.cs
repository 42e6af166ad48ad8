using Xunit;

namespace HonourWall.Generator.Tests.Importing;

/// <summary>Units and posts as clerks put them into columns: together, apart, twice, over two lines.</summary>
public sealed class UnitColumnTests : ImportingTests
{
    [Theory]
    [InlineData("工作单位及职务")]
    [InlineData("单位及职务")]
    [InlineData("单位职务")]
    [InlineData("单位、职务")]
    [InlineData("单位/职务")]
    [InlineData("单位（职务）")]
    [InlineData("工作单位及职务（职称）")]
    [InlineData("所在单位和现任职务")]
    [InlineData("职务及工作单位")]
    public void Unit_and_post_in_one_column_stay_together(string heading)
    {
        Import(Csv($"姓名,{heading}\n测试三,示例厂车工\n"));
        var note = Assert.Single(Said);
        Assert.Equal(("HW716", 2), (note.Code, note.Place.Column));
        Assert.Contains("ce-shisan,测试三,,,,示例厂车工,", Written(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("示例厂 车工")]
    [InlineData("　示例厂　　车工 ")]
    [InlineData("\"示例厂\n车工\"")]
    [InlineData("示例厂\t车工")]
    public void The_blank_that_parts_them_stays_and_no_cut_is_invented(string cell)
    {
        var list = Csv($"姓名,单位及职务\n测试三,{cell}\n");
        Import(list);
        Assert.Contains("ce-shisan,测试三,,,,示例厂 车工,,", Written(), StringComparison.Ordinal);
        Assert.Empty(Import(list).Changes);
        // A list of before, from which the blank was lost, is still the same list.
        Assert.Empty(Import(Csv("姓名,单位及职务\n测试三,示例厂车工\n")).Changes);
    }

    [Theory]
    [InlineData("示例厂、示例分厂/车工，班长")]
    [InlineData("示例厂——车工（高级技师）")]
    public void Signs_between_them_stay(string cell)
    {
        Import(Csv($"姓名,单位及职务\n测试三,{cell}\n"));
        Assert.Contains($"ce-shisan,测试三,,,,{cell},", Written(), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_column_of_units_alone_a_blank_between_characters_is_a_line_that_was_broken()
    {
        Import(Csv("姓名,单位\n测试三,\"示例第三\n建筑公司\"\n"));
        Assert.Contains("示例第三建筑公司", Written(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("姓名,单位,单位及职务\n测试三,示例厂,示例厂车工\n")]
    [InlineData("姓名,单位,单位名称\n测试三,示例厂,示例分厂\n")]
    [InlineData("姓名,职务,职称\n测试三,车间主任,高级技师\n")]
    public void A_second_column_of_one_field_is_not_read_and_that_is_said(string list)
    {
        Import(Csv(list));
        Assert.Equal("HW709", Assert.Single(Said).Code);
        Assert.Equal("名单.csv:1:3", Said[0].Place.ToString());
    }
}
