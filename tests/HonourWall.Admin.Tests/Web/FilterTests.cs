using System.Net;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using Xunit;

namespace HonourWall.Admin.Tests.Web;

/// <summary>A whole list looks like a narrowed one: what cannot be read as a condition lists nothing, and says so.</summary>
public class FilterTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_condition_that_cannot_be_read_is_said_at_its_field_and_nothing_is_listed(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (clerk, system, audit, cycle) = await FillAsync(server);
        foreach (var (browser, list, field, typed, message) in ((Browser, string, string, string, string)[])
        [
            (audit, "/audit", "from", "abc", "不是日期"), (audit, "/audit", "to", "9999-12-31", "不是日期"), (audit, "/audit", "action", "xx", "不在可选的项目里"),
            (clerk, "/cycles", "year", "abcd", "不是可查的年份"), (clerk, "/cycles", "programme", "xx", "不在可选的项目里"), (clerk, $"/cycles/{cycle.Id}", "hold", "xx", "不在可选的项目里"),
            (clerk, "/applications", "year", "abc", "不是可查的年份"), (clerk, "/applications", "organisation", "xx", "不是编号"),
            (clerk, "/persons", "status", "xx", "不在可选的项目里"), (clerk, "/disbursements", "year", "20266", "不是可查的年份"), (clerk, "/budgets", "year", "２０２６", "不是可查的年份"),
            (clerk, "/statistics", "year", "abc", "不是可查的年份"), (clerk, "/statistics", "span", "3", "不在可选的项目里"),
            (system, "/accounts", "state", "xx", "不在可选的项目里"), (system, "/organisations", "level", "xx", "不在可选的项目里"),
        ])
        {
            var answer = await browser.GetAsync($"{list}?q={(list == "/disbursements" ? "测试" : "")}&{field}={Uri.EscapeDataString(typed)}");
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, $"{list} {field}: {answer.StatusCode}");
            Assert.Contains($"id=\"f-{field}-error\">“{typed}”{message}", page, StringComparison.Ordinal);
            Assert.Contains($"value=\"{typed}\"", page, StringComparison.Ordinal);
            // A browser shows nothing of a date that is none.
            Assert.DoesNotContain($"type=\"date\" value=\"{typed}\"", page, StringComparison.Ordinal);
            Assert.Contains("没有列出内容", page, StringComparison.Ordinal);
            if (list.Length < 20) Assert.DoesNotContain("<td", page, StringComparison.Ordinal); // a cycle's page has other tables
            else Assert.DoesNotContain("测试0000", page, StringComparison.Ordinal);
            Assert.DoesNotContain("没有列出内容", await browser.ReadAsync(list), StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_number_of_somebody_is_looked_for_in_no_list_and_carried_on_in_no_address(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (clerk, system, audit, cycle) = await FillAsync(server);
        foreach (var (browser, list, field) in ((Browser, string, string)[])
        [
            (clerk, "/persons", "q"), (clerk, "/persons", "unit"), (clerk, "/persons", "award"), (clerk, "/applications", "q"), (clerk, "/cycles", "q"), (clerk, $"/cycles/{cycle.Id}", "q"),
            (clerk, "/disbursements", "q"), (clerk, "/budgets", "q"), (clerk, "/rules", "q"), (system, "/accounts", "q"), (system, "/organisations", "q"), (audit, "/audit", "who"),
        ])
        {
            foreach (var typed in (string[])["110101196001010015", "１１０１０１１９６００１０１００１Ｘ", "测试 138 0013 8000"])
            {
                var answer = await browser.GetAsync($"{list}?{field}={Uri.EscapeDataString(typed)}");
                var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
                Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, $"{list} {field}: {answer.StatusCode}");
                Assert.Contains("号码不能在这里查", page, StringComparison.Ordinal);
                Assert.DoesNotContain(typed, page, StringComparison.Ordinal);
                Assert.DoesNotContain(Uri.EscapeDataString(typed), page, StringComparison.Ordinal);
            }
        }
        // A 受理号, a 文号 and the id of an entry of the audit are nobody's.
        foreach (var (browser, address) in ((Browser, string)[])[(clerk, "/applications?q=JZ20260301-2945WD76"), (clerk, "/cycles?q=京工发〔2026〕12号"), (audit, "/audit?q=01a21fad-57b9-75a1-b217-012345678901")]) await browser.ReadAsync(address);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_no_page_lists_nothing_and_says_so(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (clerk, system, audit, cycle) = await FillAsync(server);
        Guid person;
        await using (var db = server.Room.Everything()) person = db.Persons.First().Id;
        foreach (var (browser, list) in ((Browser, string)[])
        [
            (clerk, "/persons"), (clerk, "/applications"), (clerk, "/cycles"), (clerk, $"/cycles/{cycle.Id}"), (clerk, "/disbursements"), (clerk, "/budgets"), (clerk, "/rules"), (clerk, $"/persons/{person}"),
            (system, "/accounts"), (system, "/organisations"), (audit, "/audit"),
        ])
        {
            foreach (var typed in (string[])["abc", "0", "-1", "１", "1.0", "99999999999"])
            {
                var answer = await browser.GetAsync($"{list}?q={(list == "/disbursements" ? "测试" : "")}&page={Uri.EscapeDataString(typed)}");
                var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
                Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, $"{list} {typed}: {answer.StatusCode}");
                Assert.Contains($"“{typed}”不是页码", page, StringComparison.Ordinal);
                Assert.Contains("页码看不懂，没有列出内容", page, StringComparison.Ordinal);
                if (list.Length < 20) Assert.DoesNotContain("<td", page, StringComparison.Ordinal);
                else Assert.DoesNotContain(list.StartsWith("/cycles", StringComparison.Ordinal) ? "测试0000" : "<td>", page, StringComparison.Ordinal);
            }
        }
        Assert.Contains("没有第 9 页，最后是第 1 页", WebUtility.HtmlDecode(await clerk.ReadAsync("/persons?page=9")), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_list_whose_condition_cannot_be_read_does_not_leave_as_a_file(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (clerk, system, audit, cycle) = await FillAsync(server);
        foreach (var (browser, list, field) in ((Browser, string, string)[])
        [
            (audit, "/audit", "from"), (clerk, "/cycles", "year"), (clerk, $"/cycles/{cycle.Id}", "status"), (clerk, "/applications", "year"), (clerk, "/persons", "status"), (clerk, "/disbursements", "year"),
            (clerk, "/budgets", "year"), (clerk, "/statistics", "year"), (system, "/accounts", "role"), (system, "/organisations", "level"),
        ])
        {
            var answer = await browser.PostAsync(list + "/export", ("q", list == "/disbursements" ? "测试" : ""), (field, "xx"), ("reason", "年度核对"), ("format", "csv"));
            Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, $"{list}: {answer.StatusCode}");
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
            Assert.Contains("筛选条件看不懂", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync(list + "/export", ("q", list == "/disbursements" ? "测试" : ""), (field, ""), ("reason", "年度核对"), ("format", "csv"))).StatusCode);
        }
    }

    /// <summary>A frozen cycle of three, and who looks at it.</summary>
    private static async Task<(Browser Clerk, Browser System, Browser Audit, Cycle Cycle)> FillAsync(TestServer server)
    {
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        await using var pay = await PayRoom.OverAsync(server.Room, first, persons: 3);
        var cycle = await pay.DraftAsync();
        PayRoom.Must(await pay.FreezeAsync(cycle));
        return (await server.SignInAsync(first, Role.Clerk), await server.SignInAsync(first, Role.SystemAdministrator), await server.SignInAsync(first, Role.AuditAdministrator), cycle);
    }
}
