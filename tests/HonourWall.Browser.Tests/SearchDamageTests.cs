using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HonourWall.Browser.Tests;

/// <summary>A part of the index that is lost, damaged, from another build or never comes: a clear message and a way on, never an endless wait.</summary>
public sealed class SearchDamageTests(BuiltSites sites, Chromium chromium)
{
    [Fact]
    public async Task Without_a_network_the_other_ways_stand_beside_the_choices_and_not_below_them()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At("/search/"));
        await Expect(visit.Page.Locator("#facets input").First).ToBeVisibleAsync();
        await visit.Page.Context.SetOfflineAsync(true);
        await visit.Page.Locator("#q").FillAsync("公交");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#tried")).ToContainTextAsync("请看看网络");
        Assert.InRange(await visit.Page.EvaluateAsync<double>("() => document.querySelector('#ways').getBoundingClientRect().top - document.querySelector('#found').getBoundingClientRect().bottom"), 0, 100);
    }

    /// <summary>The head is asked for where the one in the page does not fit the other parts.</summary>
    [Theory]
    [InlineData("(head|terms)", false)]
    [InlineData("terms/", false)]
    [InlineData("texts/", false)]
    [InlineData("(head|terms)", true)]
    [InlineData("terms/", true)]
    [InlineData("texts/", true)]
    public async Task A_lost_or_damaged_part_is_told_and_found_again_when_it_is_back(string part, bool isDamaged)
    {
        await using var visit = await chromium.VisitAsync();
        var broken = true;
        await visit.Page.RouteAsync("**/search/index/**", async route =>
        {
            if (!broken || !Regex.IsMatch(route.Request.Url, "/index/" + part)) await route.ContinueAsync();
            else if (isDamaged)
            {
                var answer = await route.FetchAsync();
                var body = await answer.BodyAsync();
                body[20] ^= 1;
                await route.FulfillAsync(new RouteFulfillOptions { Status = answer.Status, ContentType = "application/octet-stream", BodyBytes = body });
            }
            else await route.FulfillAsync(new RouteFulfillOptions { Status = 404 });
        });
        await visit.GoAsync(sites.Content.At("/search/?q=%E5%85%AC%E4%BA%A4"));
        await Expect(visit.Page.Locator("#tried")).ToContainTextAsync("检索文件不齐，或者网站正在更新。");
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync("没有查成");
        await Expect(visit.Page.Locator("#ways")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("#hits > li")).ToHaveCountAsync(0);
        broken = false;
        await visit.Page.Locator("#tried button").ClickAsync();
        await Expect(visit.Page.Locator("#hits > li").First).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("#ways")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_site_that_was_replaced_while_the_page_was_open_is_read_anew()
    {
        await using var visit = await chromium.VisitAsync();
        var lost = 1;
        await visit.Page.RouteAsync("**/search/index/terms/**", async route =>
        {
            if (Interlocked.Exchange(ref lost, 0) == 1) await route.FulfillAsync(new RouteFulfillOptions { Status = 404 });
            else await route.ContinueAsync();
        });
        await visit.GoAsync(sites.Content.At("/search/?q=%E5%85%AC%E4%BA%A4"));
        await Expect(visit.Page.Locator("#hits > li").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pieces_of_files_are_asked_for_and_a_server_that_sends_whole_files_does_as_well(bool sendsPieces)
    {
        await using var visit = await chromium.VisitAsync();
        var statuses = new ConcurrentBag<int>();
        visit.Page.Response += (_, response) =>
        {
            if (response.Url.Contains("/index/terms/", StringComparison.Ordinal)) statuses.Add(response.Status);
        };
        if (!sendsPieces)
        {
            await visit.Page.RouteAsync("**/search/index/terms/**", route =>
                route.ContinueAsync(new RouteContinueOptions { Headers = route.Request.Headers.Where(header => header.Key != "range") }));
        }
        await visit.GoAsync(sites.Content.At("/search/?q=%E5%8C%97%E4%BA%AC%E5%85%AC%E4%BA%A4%E5%8F%B8%E6%9C%BA"));
        await Expect(visit.Page.Locator("#hits > li").First).ToContainTextAsync("公交");
        Assert.Contains(sendsPieces ? 206 : 200, statuses);
        Assert.DoesNotContain(sendsPieces ? 200 : 206, statuses);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Without_a_network_the_message_says_so()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.Page.RouteAsync("**/search/index/**", route => route.AbortAsync());
        await visit.GoAsync(sites.Content.At("/search/?q=%E5%85%AC%E4%BA%A4"));
        await Expect(visit.Page.Locator("#tried")).ToContainTextAsync("请看看网络");
        await Expect(visit.Page.Locator("#tried button")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.Page.Clock.InstallAsync();
        await visit.Page.AddInitScriptAsync("AbortSignal.timeout = (ms) => { const c = new AbortController(); setTimeout(() => c.abort(new DOMException('signal timed out', 'TimeoutError')), ms); return c.signal; };");
        await visit.Page.RouteAsync("**/search/index/**", _ => Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken));
        await visit.GoAsync(sites.Content.At("/search/?q=%E5%85%AC%E4%BA%A4"));
        await visit.Page.Clock.RunForAsync(1000);
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync("正在找…");
        await visit.Page.Clock.RunForAsync(25000);
        await Expect(visit.Page.Locator("#tried")).ToContainTextAsync("等了太久，没有回应。");
        await Expect(visit.Page.Locator("#tried button")).ToBeVisibleAsync();
    }
}
