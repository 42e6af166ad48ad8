using System.CommandLine;
using System.Data.Common;
using HonourWall.Admin.Data;
using HonourWall.Admin.Data.Migrations;
using HonourWall.Admin.Operations;
using HonourWall.Admin.Protection;

namespace HonourWall.Admin.Cli;

/// <summary>What every command that opens the private room takes, and the one place where its refusals become messages.</summary>
public sealed class RoomOptions
{
    public Option<string> Data { get; } = new("--data") { Description = "数据文件夹（默认 admin-data，或环境变量 HONOURWALL_ADMIN_DATA）", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("HONOURWALL_ADMIN_DATA") ?? "admin-data" };

    public Option<string?> Keys { get; } = new("--keys") { Description = "密钥文件夹（默认在数据文件夹里）" };

    public void AddTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Keys);
    }

    public DataFolder Folder(ParseResult parsed) => DataFolder.Open(parsed.GetRequiredValue(Data), parsed.GetValue(Keys));

    public static DatabaseAddress Address(DataFolder folder) => DatabaseAddress.From(Environment.GetEnvironmentVariable("ConnectionStrings__Admin"), folder);

    /// <summary>Opens the room that is there.</summary>
    /// <exception cref="OperationException">There is none; nothing was made.</exception>
    public async Task<Room> OpenAsync(ParseResult parsed, CancellationToken cancel)
    {
        var named = DataFolder.At(parsed.GetRequiredValue(Data), parsed.GetValue(Keys));
        await Room.RefuseNoneAsync(named, Address(named), cancel);
        return await OpenOrMakeAsync(parsed, cancel);
    }

    /// <summary>Opens the room, or begins one: for <c>serve</c> and <c>migrate</c>.</summary>
    public async Task<Room> OpenOrMakeAsync(ParseResult parsed, CancellationToken cancel)
    {
        var folder = Folder(parsed);
        return await Room.OpenAsync(folder, Address(folder), TimeProvider.System, cancel);
    }

    /// <summary>Runs a command that writes into the audit; however it ends, the head outside the database has moved on with it.</summary>
    public Task<int> WriteAsync(ParseResult parsed, Func<Room, Task<int>> run, CancellationToken cancel) => GuardAsync(parsed, async () =>
    {
        var room = await OpenAsync(parsed, cancel);
        try
        {
            return await run(room);
        }
        finally
        {
            await room.AnchorAsync();
        }
    });

    /// <summary>Runs a command; a refusal is one line on the error output and a code for the shell.</summary>
    public static async Task<int> GuardAsync(ParseResult parsed, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (e is OperationException or DataFolderException or DatabaseAddressException or ProtectionException or MigrationException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
            return ExitCode.Errors;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(e is DbException problem ? DatabaseProblem.Words(problem) : FileProblem.Words(e));
            return ExitCode.InputOutput;
        }
    }
}
