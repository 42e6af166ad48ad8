using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HonourWall.Browser.Tests;

/// <summary>After the first question a worker answers beside the page. Nobody notices: not what it says, nor when it is not there, fails or dies.</summary>
public sealed class SearchBesideTests(BuiltSites sites, Chromium chromium, Firefox firefox) : IClassFixture<Firefox>
{
    private const string First = "/search/?q=%E5%85%AC%E4%BA%A4"; // 公交

    /// <summary>Counts what the page sends to workers, told as <c>sent</c>, and those that have said something, as <c>ready</c>.</summary>
    private const string Watched = """
        window.sent = window.ready = 0;
        const { Worker: Real } = window;
        window.Worker = class extends Real {
          constructor(...made) { super(...made); this.addEventListener('message', () => { window.ready = 1; }); }
          postMessage(...message) { window.sent++; super.postMessage(...message); }
        };
        """;

    /// <summary>What stands on the page.</summary>
    private const string Shown = "() => ['said', 'chips', 'tried', 'hits', 'more', 'facets'].map((id) => document.getElementById(id)).map((e) => e.checkVisibility() ? e.innerHTML : '').join('\\n')";

    /// <summary>Names, words, pieces, sounds, wrong characters, traditional ones, years, choices, orders, what nobody has, what only a part holds, one character, nothing.</summary>
    public static TheoryData<string> Questions =>
    [
        "?q=时传祥", "?q=公交司机", "?q=lisuli", "?q=lsl", "?q=时传详", "?q=時傳祥", "?q=五十年代 北京", "?q=1959年全国劳模", "?q=北京市有哪些劳模", "?q=北京&level=national&kind=person", "?q=北京&sort=year",
        "?q=北京&sort=name&n=30", "?q=北", "?q=不可能有的字句", "?q=公交 掏粪", "?q=haidian", "?district=chongwen&year=1950-1959", "?year=1959-1979&sort=year", "?q=   ", "",
    ];

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task A_later_question_is_answered_by_the_worker_as_the_page_would(string question)
    {
        await using var alone = await chromium.VisitAsync();
        await alone.Page.AddInitScriptAsync("delete window.Worker");
        await alone.GoAsync(sites.Content.At("/search/" + question));
        await IsDoneAsync(alone);
        await using var visit = await chromium.VisitAsync();
        await OpenAsync(visit, sites.Content);
        await AskAsync(visit, question);
        Assert.NotEqual(0, await visit.Page.EvaluateAsync<int>("() => sent - before"));
        Assert.Equal(await alone.Page.EvaluateAsync<string>(Shown), await visit.Page.EvaluateAsync<string>(Shown));
        Assert.Empty(visit.Complaints);
        Assert.Empty(alone.Complaints);
    }

    /// <summary>Below a path the policy also comes as a header, with the worker too.</summary>
    [Fact]
    public async Task Below_a_path_and_under_the_policy_as_a_header_as_well()
    {
        await using var visit = await chromium.VisitAsync();
        await OpenAsync(visit, sites.Below);
        await AskAsync(visit, "?q=时传祥");
        Assert.NotEqual(0, await visit.Page.EvaluateAsync<int>("() => sent - before"));
        await Expect(visit.Page.Locator("#hits h2 a").First).ToHaveTextAsync("时传祥");
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_Firefox_too(bool isBelow)
    {
        await firefox.GoAsync((isBelow ? sites.Below : sites.Content).At(First));
        await firefox.BecomesAsync("true", "document.querySelector('.facet') !== null");
        // It says only to the page when it is ready. What the page then does not ask for itself, the browser tells it nothing of.
        await Task.Delay(2000, TestContext.Current.CancellationToken);
        await firefox.EvaluateAsync("(box => { performance.clearResourceTimings(); box.value = '时传祥'; box.form.requestSubmit(); })(document.querySelector('#q'))");
        await firefox.BecomesAsync("时传祥", "document.querySelector('#hits h2 a')?.textContent");
        Assert.Equal("0", await firefox.EvaluateAsync("performance.getEntriesByType('resource').filter(({ name }) => name.includes('/index/')).length"));
    }

    [Fact]
    public async Task The_box_of_another_page_starts_none()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.GoAsync(sites.Content.At("/"));
        await visit.Page.Locator("#q").PressSequentiallyAsync("lisul");
        await Expect(visit.Page.Locator("#hints [role=option]").First).ToContainTextAsync("李素丽");
        Assert.Empty(visit.Page.Workers);
    }

    [Theory]
    [InlineData("delete window.Worker")]
    [InlineData("window.Worker = class { constructor() { throw new DOMException('refused', 'SecurityError'); } }")]
    [InlineData("const { Worker: Real } = window; window.Worker = class extends Real { constructor() { super('/no-such-script.js'); } }")]
    [InlineData("const { Worker: Real } = window; window.Worker = class extends Real { constructor() { super('/search/index/head.bin'); } }")]
    public async Task Where_no_worker_starts_the_page_answers(string refused)
    {
        await using var visit = await chromium.VisitAsync();
        await visit.Page.AddInitScriptAsync(refused);
        await OpensAndAnswersAsync(visit);
    }

    [Fact]
    public async Task Where_a_policy_refuses_workers_the_page_answers()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.Page.RouteAsync("**/search/?*", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new RouteFulfillOptions { Response = answer, Headers = answer.Headers.Append(new("content-security-policy", "worker-src 'none'")) });
        });
        await OpensAndAnswersAsync(visit);
    }

    [Fact]
    public async Task When_it_was_ended_the_page_answers()
    {
        await using var visit = await chromium.VisitAsync();
        await OpenAsync(visit, sites.Content);
        await Assert.Single(visit.Page.Workers).EvaluateAsync<object?>("close()");
        await AnswersAsync(visit);
        // From then on without waiting for it.
        await visit.Page.EvaluateAsync("() => { window.before = sent; }");
        await visit.Page.GoBackAsync();
        await Expect(visit.Page.Locator("#hits mark").First).ToHaveTextAsync("公交");
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => sent - before"));
    }

    [Fact]
    public async Task What_it_says_too_late_is_nobody_s()
    {
        await using var visit = await chromium.VisitAsync();
        await OpenAsync(visit, sites.Content);
        var held = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/search/index/texts/**", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await visit.Page.EvaluateAsync("() => { const box = document.getElementById('q'); for (const text of ['掏粪', '不可能有的字句']) { box.value = text; box.form.requestSubmit(); } }");
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync("没有找到");
        held.SetResult();
        await IsDoneAsync(visit);
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync("没有找到");
    }

    /// <summary>Also when it was the worker that met it.</summary>
    [Theory]
    [InlineData("lost", "检索文件不齐，或者网站正在更新。")]
    [InlineData("damaged", "检索文件不齐，或者网站正在更新。")]
    [InlineData("offline", "请看看网络")]
    public async Task What_cannot_be_read_is_told_and_found_again_when_it_is_back(string how, string told)
    {
        await using var visit = await chromium.VisitAsync();
        await OpenAsync(visit, sites.Content);
        var broken = true;
        await visit.Page.RouteAsync("**/search/index/t*/**", async route =>
        {
            if (!broken) await route.ContinueAsync();
            else if (how == "offline") await route.AbortAsync();
            else if (how == "lost") await route.FulfillAsync(new RouteFulfillOptions { Status = 404 });
            else
            {
                var answer = await route.FetchAsync();
                var body = await answer.BodyAsync();
                body[20] ^= 1;
                await route.FulfillAsync(new RouteFulfillOptions { Status = answer.Status, ContentType = "application/octet-stream", BodyBytes = body });
            }
        });
        await visit.Page.Locator("#q").FillAsync("掏粪工人");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#tried")).ToContainTextAsync(told);
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync("没有查成");
        await Expect(visit.Page.Locator("#hits > li")).ToHaveCountAsync(0);
        broken = false;
        await visit.Page.Locator("#tried button").ClickAsync();
        await Expect(visit.Page.Locator("#hits mark").First).ToHaveTextAsync("掏粪工人");
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        await using var visit = await chromium.VisitAsync();
        await visit.Page.Clock.InstallAsync();
        await visit.Page.AddInitScriptAsync("AbortSignal.timeout = (ms) => { const c = new AbortController(); setTimeout(() => c.abort(new DOMException('signal timed out', 'TimeoutError')), ms); return c.signal; };");
        await visit.Page.AddInitScriptAsync(Watched);
        await visit.GoAsync(sites.Content.At(First));
        await Expect(visit.Page.Locator("#facets input").First).ToBeVisibleAsync();
        await visit.Page.WaitForFunctionAsync("() => ready");
        await visit.Page.RouteAsync("**/search/index/**", _ => Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken));
        await visit.Page.Locator("#q").FillAsync("掏粪工人");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Clock.RunForAsync(1000);
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync("正在找…");
        await visit.Page.Clock.RunForAsync(5000);
        await visit.Page.Clock.RunForAsync(20000);
        await Expect(visit.Page.Locator("#tried")).ToContainTextAsync("等了太久，没有回应。");
    }

    private static async Task OpenAsync(Visit visit, SiteHost site)
    {
        await visit.Page.AddInitScriptAsync(Watched);
        await visit.GoAsync(site.At(First));
        await IsDoneAsync(visit);
        await visit.Page.WaitForFunctionAsync("() => ready");
    }

    /// <summary>Without waiting for a worker.</summary>
    private async Task OpensAndAnswersAsync(Visit visit)
    {
        await visit.GoAsync(sites.Content.At(First));
        await IsDoneAsync(visit);
        await AnswersAsync(visit);
    }

    private static async Task AnswersAsync(Visit visit)
    {
        await AskAsync(visit, "?q=时传祥");
        await Expect(visit.Page.Locator("#hits h2 a").First).ToHaveTextAsync("时传祥");
        await Expect(visit.Page.Locator("#facets input[name=level]").First).ToBeVisibleAsync();
    }

    /// <summary>Goes there as back and forward do.</summary>
    private static async Task AskAsync(Visit visit, string question)
    {
        await visit.Page.EvaluateAsync("""
            (question) => {
              window.before = window.sent;
              performance.clearMeasures();
              document.getElementById('tried').focus();
              history.pushState(null, '', question || location.pathname);
              dispatchEvent(new PopStateEvent('popstate'));
            }
            """, question);
        await IsDoneAsync(visit);
    }

    /// <summary>Counts stand there, and the number of results is no longer a guess.</summary>
    private static async Task IsDoneAsync(Visit visit)
    {
        await visit.Page.WaitForFunctionAsync("() => performance.getEntriesByName('facets').length");
        await Expect(visit.Page.Locator("#found")).ToHaveAttributeAsync("aria-busy", "false");
        await Expect(visit.Page.Locator("#said")).Not.ToHaveTextAsync(new Regex("^至多|正在"));
    }
}
