using HonourWall.Admin.Protection;
using Xunit;

namespace HonourWall.Admin.Tests.Protection;

public class MaskingTests
{
    [Theory]
    [InlineData(SensitiveKind.IdNumber, "11010119900307001X", false, "110***********001X")]
    [InlineData(SensitiveKind.IdNumber, "11010119900307001X", true, "1****************X")]
    [InlineData(SensitiveKind.Mobile, "13800138000", false, "138****8000")]
    [InlineData(SensitiveKind.Mobile, "13800138000", true, "*******8000")]
    [InlineData(SensitiveKind.BankCard, "6222020000000000123", false, "***************0123")]
    [InlineData(SensitiveKind.BankCard, "1234567", false, "*******")]
    [InlineData(SensitiveKind.IdNumber, "123", false, "***")]
    [InlineData(SensitiveKind.Address, "北京市示例区示例路1号", false, "北京市示例区＊")]
    [InlineData(SensitiveKind.Address, "示例路幸福小区3号", false, "［已隐藏］")]
    [InlineData(SensitiveKind.Address, "北京市示例区示例路1号", true, "［已隐藏］")]
    [InlineData(SensitiveKind.Health, "高血压", false, "［已隐藏］")]
    [InlineData(SensitiveKind.Income, "3000", false, "［已隐藏］")]
    [InlineData(SensitiveKind.Family, "测试配偶", false, "［已隐藏］")]
    public void A_value_is_masked_by_its_kind(SensitiveKind kind, string text, bool strict, string expected) => Assert.Equal(expected, Masking.Mask(kind, text, strict));

    [Theory]
    [InlineData("帐号6222020000000000123不存在，电话13800138000", "帐号***************0123不存在，电话*******8000")]
    [InlineData("6222 0200 0000 0000 123 户名不符", "*******************_123 户名不符")]
    [InlineData("证件 11010119600101001x", "证件 **************001x")]
    [InlineData("请拨 95588，2026-03-01 已销户", "请拨 95588，2026-03-01 已销户")]
    public void Numbers_in_somebody_elses_words_are_masked(string text, string expected) => Assert.Equal(expected.Replace('_', ' '), Masking.MaskNumbers(text));

    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("欧阳测试", "欧阳*")]
    [InlineData("𠮷野", "𠮷*")]
    [InlineData("", "*")]
    public void A_name_that_leaves_the_room_keeps_its_surname(string name, string expected) => Assert.Equal(expected, Masking.MaskName(name));
}
