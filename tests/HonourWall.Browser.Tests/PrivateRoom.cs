using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace HonourWall.Browser.Tests;

/// <summary>The private room as it runs by itself, with its invented people, on a port and a folder of its own.</summary>
public sealed partial class PrivateRoom : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("honourwall-room-").FullName;
    private readonly StringBuilder _said = new();
    private readonly int _port = FreePort.Next();
    private Process? _process;

    /// <summary>Of every account of the demonstration.</summary>
    public string Password { get; private set; } = "";

    public string At(string address) => $"http://127.0.0.1:{_port}{address}";

    public async ValueTask InitializeAsync()
    {
        // Built like this assembly: bin/Release/net10.0.
        var build = Path.GetRelativePath(Repository.PathOf("tests", "HonourWall.Browser.Tests"), AppContext.BaseDirectory);
        var command = Repository.PathOf("admin", "HonourWall.Admin", build, "honourwall-admin.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [command, "serve", "--demo", "--data", _data, "--port", _port.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!; // dotnet runs this test
        var ready = new TaskCompletionSource();
        DataReceivedEventHandler listen = (_, line) =>
        {
            lock (_said) _said.AppendLine(line.Data);
            if (line.Data?.Contains($":{_port}/", StringComparison.Ordinal) == true) ready.TrySetResult();
        };
        _process.OutputDataReceived += listen;
        _process.ErrorDataReceived += listen;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Task.WhenAny(ready.Task, _process.WaitForExitAsync(), Task.Delay(TimeSpan.FromMinutes(2)));
        lock (_said)
        {
            Assert.True(ready.Task.IsCompleted, "The private room did not start:\n" + _said);
            Password = PasswordOf().Match(_said.ToString()).Groups["password"].Value;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill(true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        Directory.Delete(_data, true);
    }

    [GeneratedRegex("密码都是 (?<password>[a-z0-9-]+)")]
    private static partial Regex PasswordOf();
}
