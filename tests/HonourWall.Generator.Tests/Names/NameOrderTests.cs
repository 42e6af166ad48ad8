using HonourWall.Generator.Names;
using Xunit;

namespace HonourWall.Generator.Tests.Names;

public sealed class NameOrderTests
{
    // Counted by hand in 通用规范汉字字典; several differ from the traditional form (陈 7, not 11) or are miscounted often (马 3, 吴 7, 魏 17).
    [Theory]
    [InlineData("丁卜", 2)]
    [InlineData("于万马习卫", 3)]
    [InlineData("王韦尤文方孔邓毛牛尹", 4)]
    [InlineData("田白叶史石龙冯卢司", 5)]
    [InlineData("刘许孙朱吕任毕华乔庄", 6)]
    [InlineData("张李陈杨吴何宋沈杜苏余邹陆汪邱", 7)]
    [InlineData("周林郑罗单范金孟易武岳", 8)]
    [InlineData("赵胡姚钟侯段贺俞", 9)]
    [InlineData("徐高郭唐袁夏贾秦顾钱陶耿聂", 10)]
    [InlineData("黄梁曹萧崔常康章盛阎尉", 11)]
    [InlineData("曾韩程彭蒋董谢傅鲁温葛", 12)]
    [InlineData("解雷蒙楚", 13)]
    [InlineData("熊蔡谭管廖臧", 14)]
    [InlineData("潘黎樊颜", 15)]
    [InlineData("薛霍冀穆", 16)]
    [InlineData("戴魏", 17)]
    [InlineData("瞿", 18)]
    public void Surnames_have_the_strokes_of_their_mainland_form(string surnames, int strokes) =>
        Assert.All(surnames.EnumerateRunes(), surname => Assert.Equal(strokes, NameOrder.StrokesOf(surname + "明")));

    [Fact]
    public void Names_stand_by_the_strokes_of_each_character_in_turn() =>
        AssertOrder("丁国华", "于凤", "王一", "王丽", "王国福", "张百发", "时传祥", "欧阳明", "倪志福", "魏明");

    [Fact]
    public void Equal_strokes_stand_by_radical_then_code_point() =>
        // Radicals: 何 人 9, 吴 口 30, 宋 宀 40, 张 弓 57, 李 木 75, 杨 木 75 (later), 陈 阜 170.
        AssertOrder("何明", "吴明", "宋明", "张明", "李明", "杨明", "陈明");

    [Fact]
    public void A_name_that_begins_another_stands_before_it() => AssertOrder("李萌", "李萌萌");

    [Fact]
    public void Names_without_a_surname_end_the_strokes_of_their_first_character() =>
        AssertOrder("孔明", "王明", "巴特尔·道尔吉", "白明", "买买提·艾力", "魏明", "John Smith");

    [Fact]
    public void A_compound_surname_counts_by_its_characters() => AssertOrder("上官飞", "马明", "司马光", "司徒华");

    [Fact]
    public void A_character_beyond_the_first_plane_is_one_character() => Assert.Equal(11, NameOrder.StrokesOf("𬱖明"));

    [Fact]
    public void A_key_sorts_as_the_comparer_does()
    {
        string[] names = ["魏明", "买买提·艾力", "李萌萌", "李萌", "John", "阿Q", "阿明"];
        Assert.Equal(names.OrderBy(NameOrder.KeyOf, StringComparer.Ordinal), names.Order(NameOrder.Instance));
    }

    private static void AssertOrder(params string[] names) => Assert.Equal(names, names.Reverse().Order(NameOrder.Instance));
}
