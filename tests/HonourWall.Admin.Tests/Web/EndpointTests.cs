using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tests.Applications;
using HonourWall.Admin.Tests.Data;
using HonourWall.Admin.Tests.Disbursements;
using HonourWall.Admin.Tests.Support;
using HonourWall.Admin.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HonourWall.Admin.Tests.Web;

/// <summary>Every endpoint, as a list to approve and as a stranger walks through it.</summary>
public partial class EndpointTests
{
    [Fact]
    public async Task Every_endpoint_and_its_policy_stand_in_the_approved_list()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var lines = Endpoints(server).Select(e => $"{e.Method,-6} {e.Pattern,-60} {e.Policy}".TrimEnd()).Order(StringComparer.Ordinal).ToList();
        var file = Path.Combine(ProjectFolder(), "endpoints.approved.txt");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1") await File.WriteAllLinesAsync(file, lines);
        Assert.Equal(await File.ReadAllLinesAsync(file), lines);
    }

    [Fact]
    public async Task An_endpoint_that_names_no_policy_is_closed()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var options = server.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<AuthorizationOptions>>().Value;
        Assert.NotNull(options.FallbackPolicy);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var service = server.Services.GetRequiredService<IAuthorizationService>();
        var someone = new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity("test"));
        Assert.False((await service.AuthorizeAsync(someone, options.FallbackPolicy)).Succeeded);
        foreach (var endpoint in Endpoints(server)) Assert.NotEqual("", endpoint.Policy);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Without_signing_in_no_closed_endpoint_answers(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        foreach (var endpoint in Endpoints(server).Where(e => e.Policy != "(open)"))
        {
            var browser = server.Visit();
            var answer = await Ask(browser, endpoint.Method, Fill(endpoint.Pattern, Guid.NewGuid()), []);
            Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized, $"{endpoint.Method} {endpoint.Pattern}: {answer.StatusCode}");
            if (answer.StatusCode == HttpStatusCode.Redirect) Assert.StartsWith("/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_request_that_changes_something_needs_the_form_token(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        foreach (var endpoint in Endpoints(server).Where(e => e.Method == "POST"))
        {
            var answer = await browser.PostAsync(Fill(endpoint.Pattern, Guid.NewGuid()), new FormUrlEncodedContent([KeyValuePair.Create("name", "测试")]));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    /// <summary>
    /// The strongest form of "sees nothing, not even a number": the second district's users get the same bytes whether the first district is empty or full,
    /// from every endpoint, with the first district's ids in every address and form.
    /// </summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_user_of_another_district_gets_the_same_answers_whether_this_one_is_empty_or_full(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, second, _) = await server.Room.GrowTreeAsync();
        var users = new[]
        {
            await server.SignInAsync(second, Role.Clerk, Role.FirstReviewer, Role.SecondReviewer, Role.Payer, Role.Reader),
            await server.SignInAsync(second, Role.SystemAdministrator),
            await server.SignInAsync(second, Role.SecurityAdministrator),
        };
        var foreign = new Dictionary<string, Guid>(StringComparer.Ordinal) { ["organisation"] = first.Id, ["person"] = Guid.NewGuid(), ["relative"] = Guid.NewGuid(), ["account"] = Guid.NewGuid(), ["session"] = Guid.NewGuid(), ["application"] = Guid.NewGuid(), ["document"] = Guid.NewGuid(), ["cycle"] = Guid.NewGuid(), ["disbursement"] = Guid.NewGuid(), ["bank-file"] = Guid.NewGuid(), ["bank-return"] = Guid.NewGuid(), ["budget"] = Guid.NewGuid() };
        var before = await Walk(server, users, foreign);
        foreign = await FillDistrict(server, first);
        var after = await Walk(server, users, foreign);
        Assert.Equal(before.Count, after.Count);
        Assert.True(before.Count > 40);
        foreach (var (address, text) in before) Assert.True(text == after[address], $"{address} differs:\n{Difference(text, after[address])}");

        await using var db = server.Room.Everything();
        var person = await db.Persons.SingleAsync(p => p.Id == foreign["person"]);
        Assert.Equal("测试金丝雀", person.Name);
        Assert.Equal(0, person.Version);
        Assert.Equal(1, await db.Set<Relative>().CountAsync());
        var application = await db.Set<Application>().SingleAsync(a => a.PersonId == person.Id);
        Assert.Equal((ApplicationState.Draft, 1), (application.State, application.Version));
        Assert.Equal(2, await db.Set<ApplicationEvent>().CountAsync(e => e.ApplicationId == application.Id));
        Assert.Equal(CycleState.Paying, (await db.Set<Cycle>().SingleAsync()).State);
        Assert.All(await db.Set<Disbursement>().ToListAsync(), row => Assert.Equal(DisbursementState.InFile, row.State));
        Assert.Equal(1, await db.Set<PendingReturn>().CountAsync());
        Assert.Equal(1_000_000_00, (await db.Set<Admin.Budgets.Budget>().SingleAsync(b => b.Id == foreign["budget"])).AmountFen);
        Assert.Null((await db.Sessions.SingleAsync(s => s.Id == foreign["session"])).EndedAt);
        Assert.Null((await db.Accounts.SingleAsync(a => a.Id == foreign["account"])).DisabledAt);
        Assert.Equal("甲区总工会", (await db.Organisations.SingleAsync(o => o.Id == first.Id)).Name);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_wrong_role_is_refused_and_on_record(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            var browser = await server.SignInAsync(first, role);
            foreach (var endpoint in Endpoints(server).Where(e => Enum.TryParse<Permission>(e.Policy, out var permission) && !RolePermissions.Has(role, permission)))
            {
                var answer = await Ask(browser, endpoint.Method, Fill(endpoint.Pattern, Guid.NewGuid()), []);
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{role} {endpoint.Method} {endpoint.Pattern}: {answer.StatusCode}");
            }
        }
        await using var db = server.Room.Everything();
        Assert.True(await db.AuditEntries.CountAsync(e => e.Action == "Denied" && e.Result == "denied") > 50);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_page_carries_the_headers_and_is_not_kept(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        var browser = await server.SignInAsync(first, Role.Clerk);
        foreach (var address in (string[])["/", "/persons", "/sign-in", "/health", "/nowhere", "/accounts", "/account"])
        {
            var answer = await browser.GetAsync(address);
            Assert.Equal(SecurityHeaders.ContentSecurityPolicy, answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.True(answer.Headers.CacheControl?.NoStore);
            Assert.Equal("max-age=63072000; includeSubDomains", answer.Headers.GetValues("Strict-Transport-Security").Single());
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : []) Assert.Matches("^__Host-[^;]+; path=/; secure; samesite=strict; httponly$", cookie);
            Assert.Equal("utf-8", answer.Content.Headers.ContentType?.CharSet);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
            var text = await answer.Content.ReadAsStringAsync();
            // Two scripts, files of our own; nothing that stands in a page runs.
            Assert.DoesNotMatch("(?i)<script(?! src=\"/assets/[0-9a-f]+/js/(session|press)[.]js\" defer></script>)", text);
            Assert.DoesNotMatch("(?i) on[a-z]+=", text);
            Assert.DoesNotContain(" style=", text, StringComparison.OrdinalIgnoreCase);
            if (address == "/sign-in") Assert.Matches("name=\"password\" type=\"password\"[^>]*autocomplete=\"current-password\"", text);
        }
    }

    internal sealed record Door(string Method, string Pattern, string Policy);

    internal static List<Door> Endpoints(TestServer server) =>
    [
        .. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(method => new Door(method, endpoint.RoutePattern.RawText ?? "",
                endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? "(open)" : string.Join(' ', endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy))))),
    ];

    private static async Task<Dictionary<string, string>> Walk(TestServer server, Browser[] users, Dictionary<string, Guid> foreign)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (user, number) in users.Select((u, i) => (u, i)))
        {
            foreach (var endpoint in Endpoints(server).Where(e => e.Policy != "(open)" && e.Pattern is not ("/sign-out" or "/account/password" or "/account/second-factor" or "/account" or "/account/recovery-codes")))
            {
                foreach (var query in endpoint.Method == "GET" ? (string[])["", "?q=测试金丝雀", "?unit=示例公司金丝雀", "?award=北京市劳动模范", "?status=Working", "?status=Draft", "?benefit=serious-illness", "?year=2026", $"?person={foreign["person"]}&benefit=fire", $"?organisation={foreign["organisation"]}"] : [""])
                {
                    var answer = await Ask(user, endpoint.Method, Fill(endpoint.Pattern, foreign) + query, [.. Forms(foreign)]);
                    var isText = answer.Content.Headers.ContentType?.MediaType?.StartsWith("text/", StringComparison.Ordinal) == true;
                    var body = isText ? await answer.Content.ReadAsStringAsync() : (await answer.Content.ReadAsByteArrayAsync()).Length.ToString(CultureInfo.InvariantCulture);
                    var key = $"{number} {endpoint.Method} {endpoint.Pattern} {query.Split('=')[0]} {(query.Contains(foreign["person"].ToString(), StringComparison.Ordinal) || query.StartsWith("?organisation", StringComparison.Ordinal) ? "" : query)}";
                    answers[key] = Neutral($"{answer.StatusCode} {answer.Headers.Location} {body}", foreign);
                }
            }
        }
        return answers;
    }

    // One form that has the fields of all: what an endpoint does not know, it leaves.
    private static IEnumerable<(string, string)> Forms(Dictionary<string, Guid> foreign) =>
    [
        ("number", "11010119900307001X"), ("organisation", foreign["organisation"].ToString()), ("duplicate", foreign["person"].ToString()), ("relative", foreign["relative"].ToString()),
        ("field", "id_number"), ("reason", "核对发放信息"), ("name", "测试改名"), ("level", "Grassroots"), ("status", "在职"), ("version", "0"), ("login", "x"), ("relation", "配偶"),
        ("id-number", "11010119900307001X"), ("format", "csv"), ("person", foreign["person"].ToString()), ("benefit", "serious-illness"), ("fact-on", "2026-01-01"), ("fact-self_paid", "20000"),
        ("words", "测试理由充分"), ("kind", "Medical"),
        ("programme", "Festival"), ("year", "2026"), ("purpose", "春节"), ("basis", "测试文号 9"), ("amount", "500"), ("pay-on", "2026-03-10"), ("budget", foreign["budget"].ToString()), ("seen", "4000.00"), ("adapter", "bank-text"), ("account", PayRoom.CardOf(1)), ("source", "granted"),
    ];

    private static Task<HttpResponseMessage> Ask(Browser browser, string method, string address, (string, string)[] form) => method == "GET" ? browser.GetAsync(address)
        // The status of a person is none of a list's choices: an export would be refused for it.
        : browser.PostAsync(address, address.EndsWith("/export", StringComparison.Ordinal) ? [.. form.Where(f => f.Item1 != "status")] : form);

    private static string Fill(string pattern, Guid id) => RouteParameter().Replace(pattern, match => match.Groups[1].Value switch { "role" => "Clerk", "version" => "x", "move" => "submit", "**name" => "x", "*path" => "nowhere", _ => id.ToString() });

    internal static string Fill(string pattern, Dictionary<string, Guid> foreign) => RouteParameter().Replace(pattern, match => match.Groups[1].Value switch
    {
        "role" => "Clerk",
        "relative" => foreign["relative"].ToString(),
        "session" => foreign["session"].ToString(),
        "document" => foreign["document"].ToString(),
        "move" => pattern.Contains("/clerk/", StringComparison.Ordinal) ? "submit" : pattern.Contains("/first", StringComparison.Ordinal) ? "support" : "approve",
        _ when Paid.FirstOrDefault(p => pattern.StartsWith(p.Pattern, StringComparison.Ordinal)).Name is { } name => foreign[name].ToString(),
        _ => pattern.StartsWith("/persons", StringComparison.Ordinal) ? foreign["person"].ToString() : pattern.StartsWith("/applications", StringComparison.Ordinal) ? foreign["application"].ToString() : pattern.StartsWith("/organisations", StringComparison.Ordinal) ? foreign["organisation"].ToString() : pattern.StartsWith("/account/", StringComparison.Ordinal) ? foreign["session"].ToString() : foreign["account"].ToString(),
    });

    private static readonly (string Pattern, string Name)[] Paid = [("/cycles", "cycle"), ("/disbursements", "disbursement"), ("/bank-files", "bank-file"), ("/bank-returns", "bank-return"), ("/budgets", "budget")];

    // What differs between any two answers: form tokens, the number of an export, and the ids that the test itself put into addresses.
    private static string Neutral(string text, Dictionary<string, Guid> foreign)
    {
        var neutral = ExportNumber().Replace(FormToken().Replace(text, "token"), "编号");
        foreach (var (name, id) in foreign) neutral = neutral.Replace(id.ToString(), name, StringComparison.OrdinalIgnoreCase);
        return neutral;
    }

    internal static async Task<Dictionary<string, Guid>> FillDistrict(TestServer server, Organisation district)
    {
        var vault = server.Room.Vault;
        var account = await server.AddAccountAsync(district, "canary-account", Role.Clerk);
        await using var db = server.Room.Everything();
        for (var i = 0; i < 60; i++)
        {
            var other = ScopeTests.NewPerson(district, $"测试金丝雀{i}");
            other.Unit = "示例公司金丝雀";
            db.Persons.Add(other);
        }
        var person = ScopeTests.NewPerson(district, "测试金丝雀");
        person.Unit = "示例公司金丝雀";
        person.IdNumber = vault.Seal(PersonFields.IdNumber, person.Id, "11010119900307001X");
        person.IdNumberIndex = vault.Index(PersonFields.IdNumber, "11010119900307001X");
        db.Persons.Add(person);
        db.Set<PersonHonour>().Add(new() { PersonId = person.Id, OrganisationPath = person.OrganisationPath, Award = "北京市劳动模范", Year = 2020 });
        var relative = Guid.CreateVersion7();
        db.Set<Relative>().Add(new() { Id = relative, PersonId = person.Id, OrganisationPath = person.OrganisationPath, Relation = "配偶", Name = vault.Seal(Relative.NameField, relative, "测试配偶金丝雀") });
        var session = new Session { AccountId = account.Id, OrganisationPath = account.OrganisationPath, TokenDigest = "x", CreatedAt = server.Room.Clock.Now, LastSeenAt = server.Room.Clock.Now, ExpiresAt = server.Room.Clock.Now.AddHours(1) };
        db.Sessions.Add(session);
        await OrganisationTree.AddAsync(db, await db.Organisations.SingleAsync(o => o.Id == district.Id), OrganisationLevel.Street, "金丝雀街道工会");
        await db.SaveChangesAsync();
        var room = ApplicationRoom.Over(server.Room, district);
        var application = await room.DraftAsync(Actor.Of(account.Id, account.Login, district.Path, [Role.Clerk]), person: person);
        var document = await db.Set<ApplicationDocument>().Where(d => d.ApplicationId == application).Select(d => d.Id).SingleAsync();
        return new Dictionary<string, Guid>(StringComparer.Ordinal) { ["organisation"] = district.Id, ["person"] = person.Id, ["relative"] = relative, ["account"] = account.Id, ["session"] = session.Id, ["application"] = application, ["document"] = document }.Concat(await FillPaymentsAsync(server, district)).ToDictionary(StringComparer.Ordinal);
    }

    // A cycle at the bank, its answer uploaded and not applied.
    private static async Task<Dictionary<string, Guid>> FillPaymentsAsync(TestServer server, Organisation district)
    {
        await using var pay = await PayRoom.OverAsync(server.Room, district);
        var cycle = await pay.ApprovedAsync();
        PayRoom.Must(await pay.MakeFilesAsync(cycle));
        var file = (await pay.FilesAsync(cycle))[0];
        await using var db = pay.As(pay.Payer);
        var answer = await pay.Returns.KeepAsync(db, file, new(["序号", "姓名", "金额", "结果"], [["1", "测试00001", "500.00", "成功"]]), default);
        return new(StringComparer.Ordinal) { ["cycle"] = cycle.Id, ["disbursement"] = (await pay.RowsAsync(cycle))[0].Id, ["bank-file"] = file.Id, ["bank-return"] = answer, ["budget"] = pay.Budget.Id };
    }

    private static string Difference(string a, string b)
    {
        var at = a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"…{a[Math.Max(0, at - 80)..Math.Min(a.Length, at + 120)]}\n…{b[Math.Max(0, at - 80)..Math.Min(b.Length, at + 120)]}";
    }

    private static string ProjectFolder()
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, "HonourWall.sln"))) return Path.Combine(at, "admin", "HonourWall.Admin");
        }
        throw new DirectoryNotFoundException("HonourWall.sln");
    }

    [GeneratedRegex(@"\{([^}:]+)(?::[^}]*)?\}")]
    private static partial Regex RouteParameter();

    [GeneratedRegex("value=\"[A-Za-z0-9_-]{80,}\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("编号 [0-9a-f-]{36}")]
    private static partial Regex ExportNumber();
}
