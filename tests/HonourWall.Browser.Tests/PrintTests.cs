using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>A page on paper: the person, not the furniture, in black on white whatever the theme.</summary>
public sealed class PrintTests(BuiltSites sites, Chromium chromium)
{
    [Fact]
    public async Task A_person_is_printed_in_black_on_white_without_the_furniture()
    {
        await using var visit = await chromium.VisitAsync(scheme: ColorScheme.Dark);
        await visit.GoAsync(sites.Content.At("/honourees/shi-chuanxiang/"));
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        Assert.Equal("rgb(255, 255, 255) rgb(0, 0, 0)", await visit.Page.EvaluateAsync<string>("() => { const s = getComputedStyle(document.body); return s.backgroundColor + ' ' + s.color; }"));
        foreach (var furniture in new[] { ".mast nav", ".tools", ".crumbs", ".acts" }) await Assertions.Expect(visit.Page.Locator(furniture).First).ToBeHiddenAsync();
        foreach (var told in new[] { "h1", ".ladder", ".prose", ".src", "#cite" }) await Assertions.Expect(visit.Page.Locator(told).First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/honourees/shi-chuanxiang/", 3)]
    [InlineData("/batches/2025-national-model-worker/", 3)]
    public async Task A_page_fits_few_sheets(string address, int most)
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At(address));
        var pdf = Encoding.Latin1.GetString(await visit.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));
        var sheets = pdf.Split("/Type /Page\n").Length - 1;
        Assert.InRange(sheets, 1, most);
    }
}
