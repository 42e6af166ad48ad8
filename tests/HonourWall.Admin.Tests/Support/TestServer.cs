using System.Net;
using System.Text.RegularExpressions;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace HonourWall.Admin.Tests.Support;

/// <summary>The whole web application over a <see cref="TestRoom"/>, in memory.</summary>
public sealed class TestServer : IAsyncDisposable
{
    public const string Password = "云在青天水在瓶 2026";
    private readonly WebApplication _app;
    private readonly bool _ownsRoom;

    private TestServer(TestRoom room, WebApplication app, bool ownsRoom) => (Room, _app, _ownsRoom) = (room, app, ownsRoom);

    public TestRoom Room { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestServer> StartAsync(DatabaseKind kind, Func<AdminOptions, AdminOptions>? change = null)
    {
        var room = await TestRoom.OpenAsync(kind);
        return await StartAsync(room, change, ownsRoom: true);
    }

    public static async Task<TestServer> StartAsync(TestRoom room, Func<AdminOptions, AdminOptions>? change = null, bool ownsRoom = false)
    {
        var options = new AdminOptions
        {
            Folder = room.Folder,
            Database = room.Address,
            Ring = room.Ring,
            Policy = new(PasswordProfile.Asvs, SecondFactorRequired: true),
            Clock = room.Clock,
            // As many as the tests need; the hasher's own speed is not what they test.
            PasswordIterations = 1000,
            RequestsPerMinute = 100_000,
            SignInsPerMinute = 100_000,
        };
        var app = AdminApp.Build(change is null ? options : change(options), builder => builder.WebHost.UseTestServer());
        await app.StartAsync();
        return new(room, app, ownsRoom);
    }

    /// <summary>A browser without a session. HTTPS, as behind the proxy.</summary>
    public Browser Visit() => new(_app.GetTestServer().CreateHandler());

    /// <summary>An account that has been activated and has its second factor, and a browser signed in with it.</summary>
    public async Task<Browser> SignInAsync(Organisation organisation, params Role[] roles)
    {
        var account = await AddAccountAsync(organisation, "u" + Guid.NewGuid().ToString("N")[..10], roles);
        var browser = Visit();
        browser.Account = account;
        var answer = await browser.PostAsync("/sign-in", ("login", account.Login), ("password", Password), ("code", await CodeAsync(account)));
        return answer.StatusCode == HttpStatusCode.Redirect ? browser : throw new InvalidOperationException("Signing in failed: " + await answer.Content.ReadAsStringAsync());
    }

    public async Task<Account> AddAccountAsync(Organisation organisation, string login, params Role[] roles)
    {
        var desk = Services.GetRequiredService<AccountDesk>();
        await using var db = Room.Everything();
        var kind = roles.Any(r => r.IsAdministration()) ? AccountKind.Administration : AccountKind.Business;
        var (account, _) = await desk.CreateAsync(db, organisation, login, "测试" + login, "工号" + login, kind);
        foreach (var role in roles)
        {
            if (await desk.GrantAsync(db, account, role) is { } wrong) throw new InvalidOperationException(wrong);
        }
        if (await desk.SetPasswordAsync(db, account, Password, null) is { } refused) throw new InvalidOperationException(refused);
        await desk.SetSecondFactorAsync(db, account, Services.GetRequiredService<Vault>(), Totp.NewSecret(), 0);
        return account;
    }

    /// <summary>The code that the account's phone shows now.</summary>
    public async Task<string> CodeAsync(Account account)
    {
        await using var db = Room.Everything();
        var secret = (await db.Accounts.FindAsync(account.Id))!.TotpSecret!;
        return Totp.Code(Room.Vault.Open(Account.TotpField, account.Id, secret, OpenPurpose.Internal), Room.Clock.Now);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsRoom) await Room.DisposeAsync();
    }
}

/// <summary>Keeps cookies, follows no redirect, and takes the form token from the page before.</summary>
public sealed partial class Browser(HttpMessageHandler handler)
{
    private CookieContainer _cookies = new();
    private readonly HttpClient _client = new(handler) { BaseAddress = new("https://localhost") };

    public Account? Account { get; set; }

    public string? Token { get; set; }

    /// <summary>Takes over the cookies that another browser has now, as a thief does.</summary>
    public void Adopt(Browser other)
    {
        _cookies = new();
        foreach (Cookie cookie in other._cookies.GetAllCookies()) _cookies.Add(new Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain) { Secure = cookie.Secure });
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Cookie", _cookies.GetCookieHeader(new Uri(_client.BaseAddress!, request.RequestUri!)));
        var answer = await _client.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : []) _cookies.SetCookies(_client.BaseAddress!, cookie);
        return answer;
    }

    public Task<HttpResponseMessage> GetAsync(string address) => SendAsync(new(HttpMethod.Get, new Uri(address, UriKind.Relative)));

    public async Task<string> ReadAsync(string address)
    {
        var answer = await GetAsync(address);
        return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : throw new InvalidOperationException($"{address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    public async Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields) => await PostAsync(address, new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("_form", await TokenAsync())]));

    public async Task<HttpResponseMessage> UploadAsync(string address, string name, byte[] file, string fileName, params (string Name, string Value)[] fields)
    {
        var content = new MultipartFormDataContent { { new ByteArrayContent(file), name, fileName }, { new StringContent(await TokenAsync()), "_form" } };
        foreach (var (field, value) in fields) content.Add(new StringContent(value), field);
        return await PostAsync(address, content);
    }

    public Task<HttpResponseMessage> PostAsync(string address, HttpContent content) => SendAsync(new(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = content });

    /// <summary>The token in the forms of this session.</summary>
    public async Task<string> TokenAsync()
    {
        if (Token is not null) return Token;
        var page = await (await GetAsync("/sign-in")).Content.ReadAsStringAsync();
        return TokenPattern().Match(page).Groups[1].Value;
    }

    [GeneratedRegex("name=\"_form\" value=\"([^\"]+)\"")]
    private static partial Regex TokenPattern();
}
