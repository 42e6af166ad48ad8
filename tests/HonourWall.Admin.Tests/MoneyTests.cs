using System.Globalization;
using Xunit;

namespace HonourWall.Admin.Tests;

public class MoneyTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.01", 1)]
    [InlineData("0.1", 10)]
    [InlineData("10000", 1_000_000)]
    [InlineData("10000.5", 1_000_050)]
    [InlineData("9999.99", 999_999)]
    [InlineData("92233720368547758.07", long.MaxValue)]
    public void An_amount_is_read_as_whole_fen(string text, long fen) => Assert.Equal(fen, Money.Parse(text).Fen);

    [Theory]
    [InlineData("")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("00.5")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1e4")]
    [InlineData("10,000.00")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("0.005")]
    [InlineData("1.2.3")]
    [InlineData("１００")]
    [InlineData("NaN")]
    [InlineData("92233720368547758.08")]
    [InlineData("99999999999999999999999")]
    public void What_is_no_amount_is_refused(string text) => Assert.False(Money.TryParse(text, out _));

    [Theory]
    [InlineData("１０００００", "100000.00")]
    [InlineData(" 12,345.60 元 ", "12345.60")]
    [InlineData("￥１２，３４５．６", "12345.60")]
    [InlineData("1,234,567", "1234567.00")]
    public void An_amount_is_read_as_people_type_it(string text, string amount) => Assert.Equal((true, amount), (Money.TryReadTyped(text, out var money), money.ToString()));

    [Theory]
    [InlineData(null)]
    [InlineData("10万")]
    [InlineData("-5")]
    [InlineData("元")]
    [InlineData("1.005")]
    [InlineData("1500,50")]
    [InlineData("1,5")]
    [InlineData("1,0000")]
    [InlineData(",500")]
    [InlineData("1500.5,0")]
    public void What_is_typed_and_no_amount_is_refused(string? text) => Assert.False(Money.TryReadTyped(text, out _));

    [Theory]
    [InlineData("10000.01", "25%", "2500.00")]
    [InlineData("10000.02", "25%", "2500.01")]
    [InlineData("0.02", "25 %", "0.01")]
    [InlineData("0.01", "25%", "0.00")]
    [InlineData("92233720368547758.07", "100%", "92233720368547758.07")]
    [InlineData("100.00", "33.33%", "33.33")]
    public void A_share_is_rounded_half_up_to_the_fen(string amount, string percent, string share) =>
        Assert.Equal(share, Money.Parse(amount).Share(Percent.Parse(percent)).ToString());

    [Fact]
    public void What_does_not_fit_throws_and_never_wraps()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue) - new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue).Share(Percent.Parse("101%")));
    }

    [Fact]
    public void Writing_then_reading_gives_the_same_whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            foreach (var fen in new[] { 0, 1, 9, 10, 99, 100, 101, 1_000_000, long.MaxValue })
                Assert.Equal(fen, Money.Parse(new Money(fen).ToString()).Fen);
            Assert.Equal("-0.01", new Money(-1).ToString());
            Assert.Equal("-92233720368547758.08", new Money(long.MinValue).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("50%", 1, 2, true)]
    [InlineData("50%", 49, 99, false)]
    [InlineData("50%", 50, 99, true)]
    [InlineData("33.33%", 1, 3, true)]
    [InlineData("100%", long.MaxValue, long.MaxValue, true)]
    [InlineData("100%", long.MaxValue - 1, long.MaxValue, false)]
    public void A_share_of_heads_is_compared_exactly(string percent, long part, long total, bool reached) =>
        Assert.Equal(reached, Percent.Parse(percent).IsReachedBy(part, total));

    [Theory]
    [InlineData("25")]
    [InlineData("%")]
    [InlineData("-1%")]
    [InlineData("0.001%")]
    [InlineData("1000.01%")]
    public void What_is_no_percentage_is_refused(string text) => Assert.False(Percent.TryParse(text, out _));
}
