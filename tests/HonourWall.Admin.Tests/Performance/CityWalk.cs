using System.Diagnostics;
using System.Globalization;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Rules.Releases;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HonourWall.Admin.Tests.Performance;

/// <summary>Opens every page of a room, with every filter and search box, on its first, a middle and its last page, and says how long the server took.</summary>
public sealed class CityWalk
{
    private readonly CityRoom _room;
    private readonly Browser _clerk;
    private readonly Browser _administrator;
    private readonly Browser _auditor;

    private CityWalk(CityRoom room, Browser clerk, Browser administrator, Browser auditor) => (_room, _clerk, _administrator, _auditor) = (room, clerk, administrator, auditor);

    /// <summary>What each page is asked for; every one that the program has, or the walk fails.</summary>
    private ILookup<string, string> Addresses { get; set; } = Enumerable.Empty<string>().ToLookup(a => a);

    public static async Task<CityWalk> StartAsync(CityRoom room, Cycle cycle)
    {
        var walk = new CityWalk(room, await room.Server.SignInAsync(room.City, Role.Clerk, Role.FirstReviewer, Role.SecondReviewer, Role.Payer, Role.Reader), await room.Server.SignInAsync(room.City, Role.SystemAdministrator), await room.Server.SignInAsync(room.City, Role.AuditAdministrator));
        walk.Addresses = (await walk.PlanAsync(cycle)).SelectMany(page => page.Queries.Select(query => (page.Pattern, Address: page.Address + query))).ToLookup(a => a.Pattern, a => a.Address);
        return walk;
    }

    /// <returns>Milliseconds for each address: the least of some requests, after one that was not counted.</returns>
    public async Task<List<(string Address, double Milliseconds)>> RunAsync(int requests)
    {
        var times = new List<(string, double)>();
        foreach (var pattern in Patterns())
        {
            Assert.True(Addresses.Contains(pattern), $"No address to time for {pattern}");
            foreach (var address in Addresses[pattern]) times.Add((Short(pattern, address), await TimeAsync(requests, () => Browser(pattern).GetAsync(address))));
        }
        times.Add(("find a person by number", await TimeAsync(requests, () => _clerk.PostAsync("/persons/find", ("number", PayRoom.IdNumberOf(_room.Size.Persons - 1))))));
        times.Add(("find a person by mobile", await TimeAsync(requests, () => _clerk.PostAsync("/persons/find", ("number", "10000000001")))));
        return times;
    }

    private IEnumerable<string> Patterns() => _room.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true && e.RoutePattern.RawText is not ("/assets/{version}/{**name}" or "/health"))
        .Select(e => e.RoutePattern.RawText ?? "");

    private Browser Browser(string pattern) => pattern.StartsWith("/accounts", StringComparison.Ordinal) ? _administrator : pattern.StartsWith("/audit", StringComparison.Ordinal) ? _auditor : _clerk;

    private async Task<List<(string Pattern, string Address, string[] Queries)>> PlanAsync(Cycle cycle)
    {
        var size = _room.Size;
        await using var db = _room.Server.Room.Everything();
        // One whose application can be computed: those of the others hold no real facts.
        var person = await db.Persons.Where(p => !db.Set<Application>().Any(a => a.PersonId == p.Id)).OrderBy(p => p.Name).Select(p => p.Id).FirstAsync();
        var payment = await db.Set<Disbursement>().Where(d => d.CycleId == cycle.Id).OrderBy(d => d.RowNumber).Select(d => d.Id).FirstAsync();
        var draft = await db.Set<Cycle>().Where(c => c.State == CycleState.Draft).OrderBy(c => c.Id).Select(c => c.Id).FirstAsync();
        var file = await db.Set<BankFile>().OrderBy(f => f.Number).Select(f => f.Id).FirstAsync();
        var release = await db.Set<RuleRelease>().Select(r => r.Id).FirstAsync();
        string Pages(int rows, string and = "") => string.Create(CultureInfo.InvariantCulture, $"?page={Math.Max(1, rows / 50)}{and}");
        var persons = new[] { "", Pages(size.Persons / 2), Pages(size.Persons), "?q=测试00", "?q=测试00123", "?q=无此人", "?unit=示例", "?unit=公司499", "?award=全国劳动模范", Pages(size.Persons, "&award=全国劳动模范"), "?award=先进工作者", "?status=Retired", Pages(size.Persons / 3, "&status=Retired"), "?status=Disciplined", $"?organisation={_room.Other.Id}", $"?organisation={_room.District.Id}&status=Working&unit=公司1&award=全国&q=测试" };
        return
        [
            ("/", "/", [""]), ("/sign-in", "/sign-in", [""]), ("/session", "/session", [""]), ("/activate", "/activate", [""]), ("/account", "/account", [""]), ("/account/password", "/account/password", [""]), ("/account/second-factor", "/account/second-factor", [""]),
            ("/persons", "/persons", persons), ("/persons/new", "/persons/new", [""]), ("/persons/{id:guid}", $"/persons/{person}", [""]), ("/persons/{id:guid}/edit", $"/persons/{person}/edit", [""]),
            ("/persons/import", "/persons/import", [""]), ("/persons/import/{id:guid}", $"/persons/import/{await UploadAsync()}", [""]), ("/persons/export", "/persons/export", ["", "?award=全国劳动模范"]),
            ("/applications", "/applications", ["", Pages(size.Applications / 2), Pages(size.Applications), "?q=测试00123", "?q=测试", "?q=无此人", "?benefit=fire", "?status=Approved", Pages(size.Applications * 3 / 4, "&status=Approved"), "?year=2025", $"?organisation={_room.Other.Id}"]),
            ("/applications/new", $"/applications/new?person={person}", ["", "&benefit=serious-illness"]), ("/applications/export", "/applications/export", ["", "?status=Approved"]),
            ("/applications/{id:guid}", $"/applications/{await DraftAsync(person)}", [""]), ("/applications/{id:guid}/edit", $"/applications/{await DraftAsync(person)}/edit", [""]),
            ("/rules", "/rules", [""]), ("/rules/edit", "/rules/edit", [""]), ("/rules/packs/{pack}", "/rules/packs/serious-illness", [""]), ("/rules/releases/{id:guid}", $"/rules/releases/{release}", [""]),
            ("/cycles", "/cycles", ["", "?year=2025", "?status=Paying", "?programme=Festival", "?q=测试文号", "?q=总工会"]), ("/cycles/new", "/cycles/new", [""]), ("/cycles/{id:guid}/edit", $"/cycles/{draft}/edit", [""]),
            ("/cycles/{id:guid}", $"/cycles/{cycle.Id}", ["", Pages(size.Cycle / 2), Pages(size.Cycle), "?q=测试00123", "?q=测试", "?status=InFile", "?hold=Deceased"]), ("/cycles/{id:guid}/export", $"/cycles/{cycle.Id}/export", ["", "?q=测试"]),
            ("/disbursements", "/disbursements", ["", "?q=测试", "?q=测试00123", "?q=无此人", "?q=测试&year=2025", "?q=测试&programme=Festival", "?q=测试&status=Paid&page=4"]), ("/disbursements/export", "/disbursements/export", ["?q=测试"]), ("/disbursements/{id:guid}", $"/disbursements/{payment}", [""]),
            ("/bank-files/{id:guid}", $"/bank-files/{file}", ["", "?page=20", "?q=测试"]), ("/bank-returns/{id:guid}", $"/bank-returns/{await ReturnAsync(file)}", [""]),
            ("/budgets", "/budgets", [""]), ("/budgets/{id:guid}", $"/budgets/{cycle.BudgetId}", [""]), ("/budgets/new", "/budgets/new", [""]),
            ("/statistics", "/statistics", ["", "?year=2025", "?year=2025&span=5", "?year=2025&span=5&publish=yes"]),
            ("/organisations", "/organisations", ["", Pages(size.Organisations), "?q=公司", "?q=示例0123"]), ("/organisations/{id:guid}", $"/organisations/{_room.District.Id}", ["", Pages(size.Organisations / 2)]), ("/accounts", "/accounts", ["", Pages(size.Accounts), "?q=many00123", "?q=测试"]), ("/accounts/new", "/accounts/new", [""]), ("/accounts/{id:guid}", $"/accounts/{_room.Pay.Clerk.AccountId}", [""]),
            ("/audit", "/audit", ["", Pages(size.AuditEntries / 2), Pages(size.AuditEntries), "?action=Changed", Pages(size.AuditEntries / 2, "&action=Changed"), "?action=SignedIn", "?who=clerk", "?action=Revealed&who=first", "?who=nobody", $"?q={person}"]),
        ];
    }

    // A list of a thousand rows whose dry run is shown.
    private async Task<string> UploadAsync()
    {
        var list = "姓名,单位,状态,荣誉\n" + string.Concat(Enumerable.Range(0, Math.Min(1_000, _room.Size.Persons)).Select(i => string.Create(CultureInfo.InvariantCulture, $"测试新{i:D5},示例公司,在职,北京市劳动模范 2020\n")));
        var answer = await _clerk.UploadAsync("/persons/import", "list", System.Text.Encoding.UTF8.GetBytes(list), "list.csv", ("organisation", _room.District.Id.ToString()));
        return answer.Headers.Location!.OriginalString.Split('/')[^1]; // ! : where an accepted upload leads
    }

    private async Task<string> DraftAsync(Guid person)
    {
        var answer = await _clerk.PostAsync("/applications/new", ("person", person.ToString()), ("benefit", "serious-illness"), ("fact-on", "2026-02-01"), ("fact-self_paid", "40000"), ("fact-illness", "甲病"));
        return answer.Headers.Location!.OriginalString.Split('?')[0].Split('/')[^1]; // ! : as above
    }

    private async Task<string> ReturnAsync(Guid file)
    {
        await using var db = _room.Pay.As(_room.Pay.Payer);
        var lines = await _room.Pay.Files.LinesAsync(db, await db.Set<BankFile>().SingleAsync(f => f.Id == file), default);
        var answer = "序号,帐号,金额,结果\n" + string.Concat(lines.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Number},{l.Account},{l.Amount},成功\n")));
        var sent = await _clerk.UploadAsync($"/bank-files/{file}/return", "list", System.Text.Encoding.UTF8.GetBytes(answer), "answer.csv");
        return sent.Headers.Location!.OriginalString.Split('?')[0].Split('/')[^1]; // ! : as above
    }

    private static async Task<double> TimeAsync(int requests, Func<Task<HttpResponseMessage>> ask)
    {
        var least = double.MaxValue;
        for (var i = 0; i <= requests; i++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await ask();
            await answer.Content.ReadAsByteArrayAsync();
            // The least of some: what the server needs when nobody else wants the processor.
            if (i > 0) least = Math.Min(least, watch.Elapsed.TotalMilliseconds);
            Assert.True(answer.IsSuccessStatusCode || answer.Headers.Location is not null, $"{answer.RequestMessage?.RequestUri}: {answer.StatusCode}");
        }
        return least;
    }

    // The address without its ids.
    private static string Short(string pattern, string address) => address.Contains('?', StringComparison.Ordinal) ? pattern + System.Text.RegularExpressions.Regex.Replace(address[address.IndexOf('?', StringComparison.Ordinal)..], "[0-9a-f-]{36}", "…") : pattern;
}
