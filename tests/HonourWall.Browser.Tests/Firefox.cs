using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>
/// The machine's Firefox (Debian: firefox-esr), driven through Marionette, its own protocol behind WebDriver: Playwright drives only a
/// Firefox of its own. A machine without one fails these tests.
/// </summary>
public sealed class Firefox : IAsyncLifetime
{
    private readonly string _profile = Directory.CreateTempSubdirectory("honourwall-firefox-").FullName;
    private readonly TcpClient _client = new();
    private Process? _process;
    private int _number;

    public async ValueTask InitializeAsync()
    {
        var port = FreePort.Next();
        await File.WriteAllTextAsync(Path.Combine(_profile, "user.js"), $"""
            user_pref("marionette.port", {port.ToString(CultureInfo.InvariantCulture)});
            user_pref("datareporting.policy.dataSubmissionEnabled", false);
            user_pref("app.update.enabled", false);
            user_pref("browser.startup.homepage", "about:blank");
            user_pref("network.captive-portal-service.enabled", false);
            user_pref("network.connectivity-service.enabled", false);
            """);
        var start = new ProcessStartInfo("firefox-esr") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--headless", "--marionette", "--no-remote", "--profile", _profile]) start.ArgumentList.Add(argument);
        start.Environment["HOME"] = _profile;
        _process = Process.Start(start) ?? throw new InvalidOperationException("firefox-esr did not start (Debian: apt-get install firefox-esr).");
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var waited = Stopwatch.StartNew(); !_client.Connected;)
        {
            try
            {
                await _client.ConnectAsync(IPAddress.Loopback, port);
            }
            catch (SocketException) when (waited.Elapsed < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(100);
            }
        }
        await ReadAsync(); // it says hello
        await SendAsync("WebDriver:NewSession", []);
    }

    public Task GoAsync(string url) => SendAsync("WebDriver:Navigate", new JsonObject { ["url"] = url });

    /// <summary>The value of an expression on the page.</summary>
    public async Task<string> EvaluateAsync(string expression) =>
        (await SendAsync("WebDriver:ExecuteScript", new JsonObject { ["script"] = $"return String({expression})", ["args"] = new JsonArray() }))!["value"]!.GetValue<string>(); // a script always answers with a value

    /// <summary>Waits until the expression has this value; tells what it was instead.</summary>
    public async Task BecomesAsync(string expected, string expression)
    {
        var actual = await EvaluateAsync(expression);
        for (var waited = Stopwatch.StartNew(); actual != expected && waited.Elapsed < TimeSpan.FromSeconds(30); actual = await EvaluateAsync(expression)) await Task.Delay(50);
        Assert.Equal(expected, actual);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client.Connected) await SendAsync("Marionette:Quit", []);
        if (_process is not null) await _process.WaitForExitAsync();
        _process?.Dispose();
        _client.Dispose();
        Directory.Delete(_profile, true);
    }

    /// <summary>A message is <c>length:[0, number, name, parameters]</c>, its answer <c>length:[1, number, error, result]</c>.</summary>
    private async Task<JsonNode?> SendAsync(string name, JsonObject parameters)
    {
        var message = new JsonArray(0, ++_number, name, parameters).ToJsonString();
        await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(message).ToString(CultureInfo.InvariantCulture)}:{message}"));
        var answer = (await ReadAsync()).AsArray();
        return answer[2] is null ? answer[3] : throw new InvalidOperationException($"{name}: {answer[2]!.ToJsonString()}"); // just seen
    }

    private async Task<JsonNode> ReadAsync()
    {
        var stream = _client.GetStream();
        var length = 0;
        var digit = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(digit);
            if (digit[0] == ':') break;
            length = length * 10 + digit[0] - '0';
        }
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes);
        return JsonNode.Parse(bytes) ?? throw new InvalidOperationException("Firefox sent nothing.");
    }
}
