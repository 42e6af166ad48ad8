using System.Diagnostics;
using HonourWall.Admin.Cli;
using HonourWall.Admin.Data;
using HonourWall.Admin.Tests.Audit;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Cli;

/// <summary>The operator's commands on a room, each as a program of its own.</summary>
public class RoomCommandsTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_commands_have_written_cannot_be_cut_off_behind_their_back(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        // Three entries, no server: rotate writes one for each run, and backup.
        foreach (var _ in Enumerable.Range(0, 3)) Assert.Equal(ExitCode.Ok, (await RunAsync(room, "keys", "rotate")).Code);
        Assert.Equal(ExitCode.Ok, (await RunAsync(room, "backup", "--to", room.Beside("b"), "--passphrase-file", Passphrase(room))).Code);
        var (code, output) = await RunAsync(room, "audit", "verify");
        Assert.Equal(ExitCode.Ok, code);
        Assert.Contains("审计链完整", output, StringComparison.Ordinal);
        Assert.Contains("每 2 秒记一次", output, StringComparison.Ordinal);

        await using (var db = room.Everything())
        {
            foreach (var statement in kind == DatabaseKind.Sqlite ? (string[])["DROP TRIGGER audit_entries_no_update", "DROP TRIGGER audit_entries_no_delete"] : ["ALTER TABLE audit_entries DISABLE TRIGGER ALL"])
                await db.Database.ExecuteSqlRawAsync(statement, TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlRawAsync(AuditTests.Cut, TestContext.Current.CancellationToken);
        }
        (code, output) = await RunAsync(room, "audit", "verify");
        Assert.Equal(ExitCode.Errors, code);
        Assert.Contains("末尾被截断", output, StringComparison.Ordinal);
        // Nor does the next command paper over it.
        Assert.Equal(ExitCode.Ok, (await RunAsync(room, "keys", "rotate")).Code);
        Assert.Equal(ExitCode.Errors, (await RunAsync(room, "audit", "verify")).Code);
    }

    [Theory]
    [InlineData("backup", "--to", "b")]
    [InlineData("audit", "verify")]
    [InlineData("audit", "accept", "--reason", "测试原因")]
    [InlineData("keys", "list")]
    [InlineData("keys", "rotate")]
    [InlineData("keys", "retire", "d1")]
    public async Task A_folder_without_a_room_is_refused_and_nothing_is_made_there(params string[] command)
    {
        var root = Directory.CreateTempSubdirectory("hwnone");
        try
        {
            var none = Path.Combine(root.FullName, "none");
            var (code, error) = await InProcessAsync([.. command, "--data", none]);
            Assert.Equal((ExitCode.Errors, $"“{none}”里没有内部系统的数据。请用 --data 写对数据文件夹；要新建，请运行 honourwall-admin serve。\n"), (code, error));
            Assert.False(Directory.Exists(none));
            (code, _) = await InProcessAsync([.. command, "--data", root.FullName]);
            Assert.Equal(ExitCode.Errors, code);
            Assert.Empty(root.GetFileSystemInfos());
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_second_server_on_one_folder_is_refused_and_the_first_one_may_be_killed(DatabaseKind kind)
    {
        await using var room = await TestRoom.OpenAsync(kind);
        using var first = Start(room.Address, "serve", "--data", room.Folder.Root, "--port", FreePort());
        while (await first.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.StartsWith("内部系统：", StringComparison.Ordinal)) { }
        // What the first one, or a backup beside it, has there.
        await File.WriteAllTextAsync(Path.Combine(room.Folder.Work, "in-use"), "", TestContext.Current.CancellationToken);
        var (code, output) = await RunAsync(room, "serve", "--port", FreePort());
        Assert.Equal(ExitCode.Errors, code);
        Assert.Contains("已有一个 honourwall-admin serve 在用", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(room.Folder.Work, "in-use")));
        Assert.Equal(ExitCode.Ok, (await RunAsync(room, "backup", "--to", room.Beside("b"), "--passphrase-file", Passphrase(room))).Code);
        first.Kill();
        await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var again = room.Folder.Serve();
        using var other = room.Folder.UseWork();
        // A server that starts beside a backup leaves its files alone.
        room.Folder.EmptyWork();
        Assert.True(File.Exists(Path.Combine(room.Folder.Work, "in-use")));
        other.Dispose();
        room.Folder.EmptyWork();
        Assert.Empty(Directory.GetFileSystemEntries(room.Folder.Work));
    }

    [Fact]
    public async Task A_restore_from_a_file_that_is_not_there_makes_no_folder()
    {
        await using var room = await TestRoom.OpenAsync(DatabaseKind.Sqlite);
        var (code, error) = await InProcessAsync("restore", "--from", room.Beside("nosuch"), "--data", room.Beside("new"));
        Assert.Equal((ExitCode.InputOutput, $"没有这个文件：{room.Beside("nosuch")}。请看路径对不对。\n"), (code, error));
        Assert.False(Directory.Exists(room.Beside("new")));
    }

    private static async Task<(int Code, string Error)> InProcessAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        return (await AdminCommandLine.RunAsync(arguments, output, error), error.ToString());
    }

    private static string Passphrase(TestRoom room)
    {
        File.WriteAllText(room.Beside("phrase"), "vellum trail mixture ninety");
        return room.Beside("phrase");
    }

    private static Task<(int Code, string Output)> RunAsync(TestRoom room, params string[] arguments) =>
        RunAsync(room.Address, [.. arguments, "--data", room.Folder.Root]);

    private static async Task<(int Code, string Output)> RunAsync(DatabaseAddress? address, params string[] arguments)
    {
        using var process = Start(address, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    private static Process Start(DatabaseAddress? address, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "honourwall-admin.dll"), .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (address is { Kind: DatabaseKind.PostgreSql }) start.Environment["ConnectionStrings__Admin"] = address.ConnectionString;
        var process = Process.Start(start) ?? throw new InvalidOperationException("honourwall-admin did not start.");
        process.StandardInput.Close();
        return process;
    }

    private static string FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
