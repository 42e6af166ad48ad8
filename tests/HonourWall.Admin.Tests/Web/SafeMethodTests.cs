using System.Net;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Tests.Operations;
using HonourWall.Admin.Tests.Support;
using Xunit;

namespace HonourWall.Admin.Tests.Web;

/// <summary>Looking changes nothing, and nothing but GET, HEAD and POST is understood.</summary>
public class SafeMethodTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Looking_at_every_page_changes_nothing_but_sessions_and_the_audit_and_other_methods_do_nothing(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (city, first, _, _) = await server.Room.GrowTreeAsync();
        var own = await EndpointTests.FillDistrict(server, first);
        Browser[] users = [await server.SignInAsync(city, Role.Clerk, Role.FirstReviewer, Role.SecondReviewer, Role.Payer), await server.SignInAsync(first, Role.SystemAdministrator), await server.SignInAsync(first, Role.SecurityAdministrator), await server.SignInAsync(first, Role.AuditAdministrator)];
        var doors = EndpointTests.Endpoints(server);
        var addresses = doors.Select(door => EndpointTests.Fill(door.Pattern, own)).Distinct(StringComparer.Ordinal).ToList();
        await using var db = server.Room.Everything();
        var before = await RestoreDrillTests.DigestAsync(db);

        var shown = 0;
        foreach (var user in users)
        {
            foreach (var address in addresses)
            {
                // Whoever sends them, other methods end at the same gate.
                foreach (var method in user == users[0] ? (HttpMethod[])[HttpMethod.Get, HttpMethod.Head, HttpMethod.Options, HttpMethod.Trace, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch] : [HttpMethod.Get])
                {
                    using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
                    request.Headers.Add("X-Echo", "wall-canary");
                    var answer = await user.SendAsync(request);
                    Assert.True((int)answer.StatusCode < 500, $"{method} {address}: {answer.StatusCode}");
                    if (method != HttpMethod.Get && method != HttpMethod.Head) Assert.True((int)answer.StatusCode >= 400, $"{method} {address}: {answer.StatusCode}");
                    if (method == HttpMethod.Get && answer.StatusCode == HttpStatusCode.OK) shown++;
                    Assert.DoesNotContain("wall-canary", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
                }
            }
        }
        Assert.True(shown > 40, $"Only {shown} pages were shown.");
        var after = await RestoreDrillTests.DigestAsync(db);
        // To open the form of an application is a look at what is sealed: that stands in its history as well.
        bool Counts(string table) => table is not ("sessions" or "application_events") && !table.StartsWith("audit_", StringComparison.Ordinal);
        Assert.Equal(before.Where(t => Counts(t.Key)).OrderBy(t => t.Key, StringComparer.Ordinal), after.Where(t => Counts(t.Key)).OrderBy(t => t.Key, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/assets/")]
    [InlineData("/assets/x/")]
    [InlineData("/assets/x/../../keys/master.key")]
    [InlineData("/.git/config")]
    [InlineData("/keys/master.key")]
    [InlineData("/appsettings.json")]
    public async Task No_folder_is_listed_and_no_file_is_served_but_the_few_of_the_pages(string address)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        foreach (var browser in (Browser[])[server.Visit(), await server.SignInAsync(first, Role.Reader)])
        {
            var answer = await browser.GetAsync(address);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.Forbidden || answer.Headers.Location?.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal) == true, $"{address}: {answer.StatusCode}");
        }
    }
}
