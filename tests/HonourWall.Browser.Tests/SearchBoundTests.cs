using System.Globalization;
using System.Text.RegularExpressions;
using HonourWall.Generator;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HonourWall.Browser.Tests;

/// <summary>
/// Where three trips to the server are too little the page shows what it knows by then and goes on: here 130 people whose texts have the words' neighbouring
/// characters, twice but never the words, come before the few who have the words.
/// </summary>
public sealed class SearchBoundTests(Chromium chromium) : IAsyncLifetime
{
    private const int InVain = 130;

    /// <summary>Once the first results stand there, nothing more comes until the test calls <c>goOn()</c>.</summary>
    private const string Held = """
        const real = fetch, going = new Promise((goOn) => { window.goOn = goOn; });
        window.fetch = async (...asked) => { if (performance.getEntriesByName('results').length) await going; return real(...asked); };
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("honourwall-bound-").FullName;
    private SiteHost _site = null!; // set by InitializeAsync before any test

    [Fact]
    public async Task What_holds_only_parts_stands_there_under_at_most_until_somebody_is_seen_to_hold_the_words()
    {
        await using var visit = await SearchAsync("师徒弟");
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync(new Regex("^至多 [0-9]+ 条$"));
        await Expect(visit.Page.Locator("#hits > li")).ToHaveCountAsync(10);
        await Expect(visit.Page.Locator("#hits > li").First).ToHaveAttributeAsync("data-also", "下面的只含其中一部分");
        // Nobody knows yet that there is none.
        await Expect(visit.Page.Locator("#tried")).ToBeEmptyAsync();
        await visit.Page.EvaluateAsync("() => goOn()");
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync("4 条");
        await Expect(visit.Page.Locator("#hits > li")).ToHaveCountAsync(4);
        await Expect(visit.Page.Locator("#hits [data-also]")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#hits > li", new PageLocatorOptions { HasTextString = "师徒弟" })).ToHaveCountAsync(4);
        await Expect(visit.Page.Locator("#tried")).ToBeEmptyAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Who_holds_the_words_keeps_his_place_and_the_others_follow()
    {
        await using var visit = await SearchAsync("领班长");
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync(new Regex("^至多 [0-9]+ 条$"));
        await Expect(visit.Page.Locator("#hits > li")).ToHaveCountAsync(2);
        await Expect(visit.Page.Locator("#hits [data-also]")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("#tried")).ToBeEmptyAsync();
        await visit.Page.EvaluateAsync("() => { for (const [i, shown] of [...document.querySelectorAll('#hits > li')].entries()) shown.id = `shown-${i}`; goOn(); }");
        await Expect(visit.Page.Locator("#said")).ToHaveTextAsync("5 条");
        await Expect(visit.Page.Locator("#hits > li")).ToHaveCountAsync(5);
        Assert.Equal(["shown-0", "shown-1", "", "", ""], await visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#hits > li')].map((hit) => hit.id)"));
        Assert.Equal(5, (await visit.Page.Locator("#hits h2").AllInnerTextsAsync()).Distinct().Count());
        Assert.Empty(visit.Complaints);
    }

    public async ValueTask InitializeAsync()
    {
        Write("site.yaml", "title: 示例墙\nlanguage: zh-Hans\ntimezone: Asia/Shanghai\nbase_url: https://example.org/\nbanner: 示例数据：本站人物均为虚构\n");
        Write("awards.yaml", "- { id: city, name: 示例市先进工作者, level: municipal, recipient: person }\n");
        Write("batches.csv", "id,award,year,name\n2020-city,city,2020,示例市先进工作者\n");
        foreach (var file in (string[])["districts", "industries"]) Write($"{file}.csv", "id,name\n");
        Write("sources.csv", "id,title\n");
        var rows = "id,name\n";
        for (var i = 0; i < InVain; i++) Add("", "师徒。徒弟。师徒。徒弟。领班。班长。领班。班长。");
        for (var i = 0; i < 4; i++) Add("", "师徒弟几个人。");
        for (var i = 0; i < 2; i++) Add("领班长", "");
        for (var i = 0; i < 3; i++) Add("", "当过领班长。");
        Write("batches/2020-city.csv", rows);
        var destination = Path.Combine(_folder, "site");
        var result = new BuildPipeline(new BuildOptions { Source = Path.Combine(_folder, "content"), Destination = destination, Now = new(2026, 12, 1, 8, 0, 0, TimeSpan.FromHours(8)) }).Run(null, TestContext.Current.CancellationToken);
        Assert.True(result.Written, string.Join('\n', result.Diagnostics));
        _site = await SiteHost.StartAsync(destination, "/");

        void Add(string occupation, string text)
        {
            var number = rows.Count(c => c == '\n') - 1;
            var (id, name) = (string.Create(CultureInfo.InvariantCulture, $"p{number:D3}"), "张" + char.ConvertFromUtf32(0x5B50 + number));
            rows += $"{id},{name}\n";
            Write($"honourees/{id}.md", $"---\nname: {name}\noccupation: \"{occupation}\"\n---\n\n{text}\n");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        Directory.Delete(_folder, true);
    }

    private async Task<Visit> SearchAsync(string words)
    {
        var visit = await chromium.VisitAsync();
        await visit.Page.AddInitScriptAsync(Held);
        await visit.GoAsync(_site.At($"/search/?q={Uri.EscapeDataString(words)}"));
        return visit;
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_folder, "content", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // below the folder of the test
        File.WriteAllText(path, text);
    }
}
