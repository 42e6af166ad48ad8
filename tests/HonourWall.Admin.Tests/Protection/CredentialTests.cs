using System.Diagnostics;
using System.Security.Cryptography;
using Xunit;

namespace HonourWall.Admin.Tests.Protection;

/// <summary>The master key in the keeping of systemd, by its own tool.</summary>
public sealed class CredentialTests : IDisposable
{
    private const string Name = "honourwall-master.key";
    private readonly string _root = Directory.CreateTempSubdirectory("hwcred").FullName;

    [Fact]
    public async Task A_master_key_that_systemd_keeps_is_sealed_at_rest_opens_the_room_and_lies_nowhere_else()
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var sealed_ = Path.Combine(_root, "sealed");
        Assert.Equal(0, (await RunAsync("systemd-creds", ["--with-key=host", "--name=" + Name, "encrypt", "-", sealed_], input: key)).Code);
        Assert.DoesNotContain(key, await File.ReadAllTextAsync(sealed_, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // As systemd does for the service, with LoadCredentialEncrypted=.
        var credentials = Directory.CreateDirectory(Path.Combine(_root, "credentials")).FullName;
        Assert.Equal(0, (await RunAsync("systemd-creds", ["--name=" + Name, "decrypt", sealed_, Path.Combine(credentials, Name)])).Code);
        Assert.Equal((0, true), await RoomAsync("migrate", credentials));
        var data = Path.Combine(_root, "data");
        Assert.Equal(["keys.json"], Directory.GetFiles(Path.Combine(data, "keys")).Select(Path.GetFileName));
        Assert.All(Directory.GetFiles(data, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain(key, File.ReadAllText(file), StringComparison.Ordinal));
        Assert.Equal((0, true), await RoomAsync("keys list", credentials));

        // Without it, and with another one, nothing opens; a copy in the clear is not put up with.
        Assert.NotEqual(0, (await RoomAsync("keys list", null)).Code);
        var another = Directory.CreateDirectory(Path.Combine(_root, "another")).FullName;
        await File.WriteAllTextAsync(Path.Combine(another, Name), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), TestContext.Current.CancellationToken);
        Assert.NotEqual(0, (await RoomAsync("keys list", another)).Code);
        await File.WriteAllTextAsync(Path.Combine(data, "keys", "master.key"), key, TestContext.Current.CancellationToken);
        Assert.NotEqual(0, (await RoomAsync("keys list", credentials)).Code);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task<(int Code, bool Silent)> RoomAsync(string command, string? credentials)
    {
        var (code, error) = await RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "honourwall-admin.dll"), .. command.Split(' '), "--data", Path.Combine(_root, "data")], credentials: credentials);
        return (code, error.Length == 0);
    }

    private static async Task<(int Code, string Error)> RunAsync(string tool, IEnumerable<string> arguments, string input = "", string? credentials = null)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CREDENTIALS_DIRECTORY"] = credentials;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{tool} did not start.");
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }
}
