using Microsoft.Playwright;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>axe-core over one page of each kind, by day and by night.</summary>
public sealed class AccessibilityTests(BuiltSites sites, Chromium chromium, Tabs tabs) : IClassFixture<Tabs>
{
    public static TheoryData<bool, string> Pages => PageKinds.All();

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing_by_day_or_by_night(bool isHardCase, string address)
    {
        var visit = tabs.Desktop;
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await visit.GoAsync((isHardCase ? sites.HardCases : sites.Content).At(address));
        await Axe.FindsNothingAsync(visit.Page, Axe.Rules, address + " by day");
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await Axe.FindsNothingAsync(visit.Page, Axe.Colours, address + " by night");
    }

    [Theory]
    [InlineData("/honourees/shi-chuanxiang/")]
    [InlineData("/districts/dongcheng/")]
    [InlineData("/")]
    public async Task Axe_finds_nothing_on_a_phone_in_large_type(string address)
    {
        await using var visit = await chromium.VisitAsync(Viewport.Phone, elder: true);
        await visit.GoAsync(sites.Content.At(address));
        await Axe.FindsNothingAsync(visit.Page, Axe.Rules, address);
    }
}
