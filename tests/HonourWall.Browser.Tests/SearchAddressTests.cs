using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HonourWall.Browser.Tests;

/// <summary>Addresses of the search page that were made by hand, cut, or mean harm: they give results or say that there are none.</summary>
public sealed class SearchAddressTests(BuiltSites sites, Chromium chromium)
{
    [Theory]
    [InlineData("year=2005-", "2005—", "2005", "9999")]
    [InlineData("year=-1959", "—1959", "0000", "1959")]
    public async Task A_range_of_years_may_be_left_open(string address, string chip, string first, string last)
    {
        await using var visit = await OpenAsync(address);
        await Expect(visit.Page.Locator(".chip")).ToContainTextAsync(chip);
        await Expect(visit.Page.Locator("#hits > li").First).ToBeVisibleAsync();
        var years = await visit.Page.Locator("#hits .y b").AllInnerTextsAsync();
        Assert.All(years, year => Assert.InRange(string.CompareOrdinal(year, first), 0, int.MaxValue));
        Assert.All(years, year => Assert.InRange(string.CompareOrdinal(last, year), 0, int.MaxValue));
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("kind=__proto__", "__proto__")]
    [InlineData("level=constructor", "constructor")]
    [InlineData("district=toString", "toString")]
    [InlineData("year=%3Cb%3E", "<b>")]
    public async Task A_value_that_there_is_not_is_named_as_it_was_asked_for_and_can_be_taken_back(string address, string chip)
    {
        await using var visit = await OpenAsync(address);
        await Expect(visit.Page.Locator(".chip")).ToContainTextAsync(chip + "×");
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync("没有找到");
        Assert.DoesNotContain("NaN", await visit.Page.Locator("#facets").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("object", await visit.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await visit.Page.Locator(".ask").ClickAsync();
        await Expect(visit.Page.Locator(".chip")).ToHaveCountAsync(0);
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("q=%E6%9D%8E%E7%B4%A0%E4%B8%BD&q=%E7%8E%8B&n=-5&sort=__proto__&unknown=1")]
    [InlineData("q=%E6%9D%8E%E7%B4%A0%E4%B8%BD&kind=person&kind=person&n=nonsense&sort=")]
    [InlineData("q=%20%E6%9D%8E%E7%B4%A0%E4%B8%BD%20&n=20.5")]
    [InlineData("&&=&q=%E6%9D%8E%E7%B4%A0%E4%B8%BD&%E0%A4%A=%")]
    public async Task What_does_not_belong_there_is_passed_over(string address)
    {
        await using var visit = await OpenAsync(address);
        await Expect(visit.Page.Locator("#hits h2 a").First).ToHaveTextAsync("李素丽");
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("q=%E6%9D%8E%E0%A4%A")]
    [InlineData("q=%00%FF%FE")]
    [InlineData("q=%F0%9F%98%80%ED%A0%80")]
    public async Task A_broken_question_is_answered(string address)
    {
        await using var visit = await OpenAsync(address);
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("条|没有找到"));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Five_thousand_characters_are_cut_to_what_the_box_takes()
    {
        await using var visit = await OpenAsync("q=" + new string('z', 5_000));
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync("没有找到");
        Assert.Equal(200, (await visit.Page.Locator("#q").InputValueAsync()).Length);
        Assert.Empty(visit.Complaints);
    }

    private async Task<Visit> OpenAsync(string address)
    {
        var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At("/search/?" + address));
        await Expect(visit.Page.Locator("#find.ready")).ToBeVisibleAsync();
        return visit;
    }
}
