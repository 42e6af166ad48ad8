using System.Diagnostics;
using System.Text;

namespace HonourWall.Admin.Tests.Support;

/// <summary>A real clamd (Debian package clamav-daemon) in a folder of its own, whose only signature is the one given: no network, no database of hundreds of megabytes.</summary>
public sealed class ClamDaemon : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private ClamDaemon(Process process, string folder) => (_process, _folder) = (process, folder);

    public string Socket => Path.Combine(_folder, "clamd.sock");

    public static async Task<ClamDaemon> StartAsync(string signature)
    {
        var folder = Directory.CreateTempSubdirectory("hwclam").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "db"));
        await File.WriteAllTextAsync(Path.Combine(folder, "db", "test.ndb"), $"HonourWall.Test:0:*:{Convert.ToHexStringLower(Encoding.ASCII.GetBytes(signature))}\n");
        var file = Path.Combine(folder, "clamd.conf");
        await File.WriteAllTextAsync(file, $"Foreground yes\nDatabaseDirectory {folder}/db\nLocalSocket {folder}/clamd.sock\nTemporaryDirectory {folder}\nMaxThreads 2\nStreamMaxLength 12M\n");
        var process = Process.Start(new ProcessStartInfo("/usr/sbin/clamd", ["-c", file]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true }) ?? throw new InvalidOperationException("clamd did not start.");
        var clamd = new ClamDaemon(process, folder);
        for (var waited = 0; !File.Exists(clamd.Socket); waited++)
        {
            if (process.HasExited || waited > 400) throw new InvalidOperationException("clamd (Debian package clamav-daemon): " + await process.StandardError.ReadToEndAsync());
            await Task.Delay(50);
        }
        // Its pipes must not fill up.
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        return clamd;
    }

    public async Task StopAsync()
    {
        if (_process.HasExited) return;
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
