using HonourWall.Admin.Applications;
using Xunit;

namespace HonourWall.Admin.Tests.Applications;

public class ChineseAmountTests
{
    [Theory]
    [InlineData("0", "零元整")]
    [InlineData("0.05", "伍分")]
    [InlineData("0.50", "伍角整")]
    [InlineData("1.05", "壹元零伍分")]
    [InlineData("10", "壹拾元整")]
    [InlineData("2500.00", "贰仟伍佰元整")]
    [InlineData("2500.50", "贰仟伍佰元伍角整")]
    [InlineData("10000.03", "壹万元零叁分")]
    [InlineData("25000.00", "贰万伍仟元整")]
    [InlineData("10001", "壹万零壹元整")]
    [InlineData("100500", "壹拾万零伍佰元整")]
    [InlineData("10000000", "壹仟万元整")]
    [InlineData("100000000", "壹亿元整")]
    [InlineData("1000000100.10", "壹拾亿零壹佰元壹角整")]
    public void An_amount_in_capital_numerals(string yuan, string words) => Assert.Equal(words, ChineseAmount.Write(Money.Parse(yuan)));
}
