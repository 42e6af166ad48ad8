using System.Net;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Web;

/// <summary>Every list leaves in the same way: with a reason, marked, counted and on record.</summary>
public class ExportTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task No_list_leaves_without_a_reason_a_mark_and_a_record(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        Browser clerk = await server.SignInAsync(first, Role.Clerk), system = await server.SignInAsync(first, Role.SystemAdministrator), audit = await server.SignInAsync(first, Role.AuditAdministrator);
        await using var db = server.Room.Everything();
        foreach (var (browser, list) in ((Browser, string)[])[(audit, "audit"), (system, "accounts"), (system, "organisations"), (clerk, "cycles"), (clerk, "budgets"), (clerk, "rules"), (clerk, "statistics"), (clerk, "persons"), (clerk, "applications"), (clerk, "disbursements")])
        {
            async Task<int> RecordsAsync() => await db.AuditEntries.CountAsync(e => e.Action == "Exported" && e.Subject == list, TestContext.Current.CancellationToken);
            var refused = await browser.PostAsync($"/{list}/export", ("format", "csv"));
            Assert.True(refused.StatusCode == HttpStatusCode.UnprocessableEntity, $"{list}: {refused.StatusCode}");
            Assert.Contains("reason-error\">请写明用途", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
            Assert.Equal(0, await RecordsAsync());
            var sent = await browser.PostAsync($"/{list}/export", ("format", "csv"), ("reason", "年度核对"));
            Assert.Equal("text/csv", sent.Content.Headers.ContentType?.MediaType);
            var last = (await sent.Content.ReadAsStringAsync()).TrimEnd().Split('\n')[^1];
            Assert.Contains("导出人 ", last, StringComparison.Ordinal);
            Assert.Contains("用途：年度核对", last, StringComparison.Ordinal);
            Assert.Equal(1, await RecordsAsync());
        }
        // Whatever the list: together no more than an hour allows.
        for (var n = 2; n < ListExport.PerHour; n++) Assert.Equal(HttpStatusCode.OK, (await system.PostAsync("/accounts/export", ("format", "csv"), ("reason", "年度核对"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await system.PostAsync("/organisations/export", ("format", "csv"), ("reason", "年度核对"))).StatusCode);
    }
}
