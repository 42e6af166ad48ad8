using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Tests.Support;
using Xunit;

namespace HonourWall.Admin.Tests.Disbursements;

/// <summary>
/// The server, killed again and again at a random moment of whatever step of a cycle it is doing; after each kill the books are gone through from the
/// outside. At the end everybody has been paid once. <c>HONOURWALL_KILLS=200</c> does it longer.
/// </summary>
public sealed partial class KillTests : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly string _root = Directory.CreateTempSubdirectory("hwkill").FullName;
    private readonly int _port = FreePort.Next();
    private readonly Dictionary<string, (string Cookie, string Token)> _sessions = [];
    private int _presses;
    private readonly Random _random = new();
    private Process? _server;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 8)]
    [InlineData(DatabaseKind.PostgreSql, 5)]
    public async Task A_kill_at_any_moment_loses_nothing_and_pays_nobody_twice(DatabaseKind kind, int usual)
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("HONOURWALL_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : usual;
        var connection = kind == DatabaseKind.PostgreSql ? PostgresCluster.Instance.ConnectionString(PostgresCluster.Instance.Create()) : null;
        await StartAsync(connection);
        foreach (var login in (string[])["jingban1", "chushen1", "fushen1", "chuna1"]) await SignInAsync(login);
        var room = new Books(DataFolder.Open(Path.Combine(_root, "data")), connection);
        await room.AddBudgetsAsync();
        var interrupted = 0;
        // On a fast machine a step may be through before the kill: then some more.
        for (var kill = 0; kill < kills || (interrupted == 0 && kill < 5 * kills); kill++)
        {
            // Some steps through, then one that the kill meets.
            for (var steps = _random.Next(0, 3); steps > 0; steps--) await StepAsync(room);
            var step = Task.Run(() => StepAsync(room));
            await Task.Delay(_random.Next(0, 90));
            _server!.Kill(entireProcessTree: true); // ! : started above
            await _server.WaitForExitAsync();
            if (connection is not null) await PostgresCluster.WaitUntilQuietAsync(connection);
            interrupted += await Record.ExceptionAsync(() => step) is null ? 0 : 1;
            await room.GoThroughAsync();
            await StartAsync(connection);
        }
        Assert.True(interrupted > 0, "no step was ever interrupted");
        while (await StepAsync(room, onlyFinish: true)) await room.GoThroughAsync();
        await room.GoThroughAsync();
        Assert.True(await room.CountPaidAsync() > 0);
    }

    // One step further with the cycle that is open, or a new one. False when there is nothing left to finish.
    private async Task<bool> StepAsync(Books room, bool onlyFinish = false)
    {
        var (cycle, file, budget, purpose) = await room.WhereAsync();
        if (cycle is null)
        {
            if (onlyFinish || budget is null) return false;
            await PostAsync("jingban1", "/cycles/new", ("organisation", budget.OrganisationId.ToString()), ("programme", "Festival"), ("year", budget.Year.ToString(CultureInfo.InvariantCulture)), ("purpose", purpose), ("pay-on", $"{budget.Year}-03-01"), ("budget", budget.Id.ToString()), ("basis", "测试文号 1"), ("amount", "500"));
            return true;
        }
        var at = $"/cycles/{cycle.Id}";
        switch (cycle.State)
        {
            case CycleState.Draft: await PostAsync("jingban1", at + "/freeze"); break;
            case CycleState.Frozen: await PostAsync("chushen1", at + "/review", ("seen", cycle.Total.ToString())); break;
            case CycleState.Reviewed: await PostAsync("fushen1", at + "/approve", ("seen", (await room.SumAsync(cycle.Id, DisbursementState.Ready)).ToString())); break;
            case CycleState.Approved: await PostAsync("chuna1", at + "/files", ("seen", (await room.SumAsync(cycle.Id, DisbursementState.Approved)).ToString()), ("adapter", "bank-text")); break;
            case CycleState.Paying when file is not null:
                var answer = await UploadAsync("chuna1", $"/bank-files/{file.Id}/return", await room.AnswerAsync(file));
                if (answer is { Length: > 0 }) await PostAsync("chuna1", answer + "/apply", ("sure", "entered"));
                break;
            default: await PostAsync("jingban1", at + "/close"); break;
        }
        return true;
    }

    private async Task StartAsync(string? connection)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "honourwall-admin.dll");
        var start = new ProcessStartInfo("dotnet", [program, "serve", "--demo", "--data", Path.Combine(_root, "data"), "--port", _port.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__Admin"] = connection ?? "";
        _server = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        _server.StandardInput.Close();
        var (output, error) = (_server.StandardOutput.ReadToEndAsync(), _server.StandardError.ReadToEndAsync());
        for (var wait = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            if (_server.HasExited) throw new InvalidOperationException("The server stopped: " + await error + await output);
            if (wait.Elapsed > TimeSpan.FromMinutes(2)) throw new TimeoutException("The server does not answer.");
            try
            {
                if ((await _http.GetAsync(Address("/health"))).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }

    // Sessions stand in the database: one sign-in lasts through all the kills.
    private async Task SignInAsync(string login)
    {
        var password = PasswordPattern().Match(await File.ReadAllTextAsync(Path.Combine(_root, "data", "demo-accounts.txt"))).Groups[1].Value;
        _sessions[login] = ("", "");
        await RefreshAsync(login, "/sign-in");
        var answer = await PostAsync(login, "/sign-in", ("login", login), ("password", password), ("code", ""));
        _sessions[login] = (string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]).Append(_sessions[login].Cookie)), "");
        await RefreshAsync(login, "/account");
    }

    private async Task RefreshAsync(string login, string page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(page));
        if (_sessions[login].Cookie.Length > 0) request.Headers.TryAddWithoutValidation("Cookie", _sessions[login].Cookie);
        using var answer = await _http.SendAsync(request);
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(c => c.Split(';')[0]) : [];
        _sessions[login] = (string.Join("; ", cookies.Append(_sessions[login].Cookie).Where(c => c.Length > 0)), TokenPattern().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value);
    }

    // A page is fetched anew for each press of a button; the number stands for its token.
    private Task<HttpResponseMessage> PostAsync(string login, string address, params (string Name, string Value)[] fields) =>
        SendAsync(login, address, new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("_form", _sessions[login].Token), KeyValuePair.Create("press", (++_presses).ToString(CultureInfo.InvariantCulture))]));

    private async Task<string> UploadAsync(string login, string address, byte[] file)
    {
        var answer = await SendAsync(login, address, new MultipartFormDataContent { { new ByteArrayContent(file), "list", "answer.csv" }, { new StringContent(_sessions[login].Token), "_form" } });
        return answer.Headers.Location?.OriginalString.Split('?')[0] ?? "";
    }

    private async Task<HttpResponseMessage> SendAsync(string login, string address, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(address)) { Content = content };
        request.Headers.TryAddWithoutValidation("Cookie", _sessions[login].Cookie);
        var answer = await _http.SendAsync(request);
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.UnprocessableEntity, $"{address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }

    private Uri Address(string path) => new($"http://127.0.0.1:{_port}{path}");

    public void Dispose()
    {
        if (_server is { HasExited: false }) _server.Kill(entireProcessTree: true);
        _server?.WaitForExit();
        _server?.Dispose();
        _http.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }

    [GeneratedRegex("密码都是 ([^，]+)，")]
    private static partial Regex PasswordPattern();

    [GeneratedRegex("name=\"_form\" value=\"([^\"]+)\"")]
    private static partial Regex TokenPattern();
}
