using HonourWall.Admin.Registry;
using Xunit;

namespace HonourWall.Admin.Tests.Registry;

/// <summary>What is wrong with an ID number is said in words, one thing at a time.</summary>
public class IdNumberTests
{
    [Theory]
    [InlineData("99999919900307008X", null)]
    [InlineData("", "请填写身份证号。")]
    [InlineData("99999919900307", "身份证号须为 18 位，这里是 14 位。")]
    [InlineData("9999991990030700XX", "身份证号只能是数字，最后一位可以是 X。")]
    [InlineData("99999919901307008X", "身份证号里的出生日期不对。")]
    [InlineData("999999199003070081", "身份证号的校验位不对，请核对有无错字。")]
    public void It_says_what_is_wrong(string number, string? said) => Assert.Equal(said, IdNumber.Refuse(number));
}
