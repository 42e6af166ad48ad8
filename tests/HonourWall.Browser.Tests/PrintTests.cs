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
    [InlineData("/districts/", ".tiles a", 16)]
    [InlineData("/names/", ".glyphs a", 20)]
    public async Task A_page_that_is_an_index_keeps_it_on_paper(string address, string entry, int least)
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At(address));
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.True(await visit.Page.Locator(entry).Locator("visible=true").CountAsync() >= least);
        // Beside a list the same is a way elsewhere.
        await visit.GoAsync(sites.Content.At(address == "/names/" ? "/names/l/" : "/districts/dongcheng/"));
        await Assertions.Expect(visit.Page.Locator(entry).First).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_figures_of_the_front_page_stand_below_its_story_on_paper()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At("/"));
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        // A grid that is cut by the edge of a sheet lost them.
        Assert.Equal("block", await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.front')).display"));
        await Assertions.Expect(visit.Page.Locator(".count b").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/", 3)]
    [InlineData("/honourees/wang-chao/", 1)]
    [InlineData("/honourees/shi-chuanxiang/", 2)]
    [InlineData("/collectives/badaling-paichusuo/", 1)]
    [InlineData("/batches/2025-national-model-worker/", 2)]
    [InlineData("/search/?q=公交", 2)]
    public async Task A_page_fits_few_sheets(string address, int most)
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At(address));
        if (address.Contains("?q=", StringComparison.Ordinal)) await Assertions.Expect(visit.Page.Locator(".hits li").First).ToBeVisibleAsync();
        var pdf = Encoding.Latin1.GetString(await visit.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));
        var sheets = pdf.Split("/Type /Page\n").Length - 1;
        Assert.InRange(sheets, 1, most);
    }
}
