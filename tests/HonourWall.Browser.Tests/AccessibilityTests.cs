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

    [Fact]
    public async Task Axe_finds_what_is_wrong()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At("/about/"));
        await visit.Page.EvaluateAsync("""
            () => {
              const [picture, pale] = [document.createElement('img'), document.createElement('p')];
              picture.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
              pale.textContent = '看不清';
              pale.style.color = '#eee';
              document.querySelector('main').append(picture, pale);
            }
            """);
        var all = await Assert.ThrowsAnyAsync<Exception>(() => Axe.FindsNothingAsync(visit.Page, Axe.Rules, "all"));
        Assert.Contains("image-alt: ", all.Message, StringComparison.Ordinal);
        Assert.Contains("color-contrast: ", all.Message, StringComparison.Ordinal);
        var colours = await Assert.ThrowsAnyAsync<Exception>(() => Axe.FindsNothingAsync(visit.Page, Axe.Colours, "colours"));
        Assert.DoesNotContain("image-alt: ", colours.Message, StringComparison.Ordinal);
    }
}
