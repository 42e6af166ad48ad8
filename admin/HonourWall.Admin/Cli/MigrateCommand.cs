using System.CommandLine;

namespace HonourWall.Admin.Cli;

/// <summary><c>migrate</c>: the schema up to date, after a copy of the database.</summary>
public static class MigrateCommand
{
    public static Command Create()
    {
        var room = new RoomOptions();
        var without = new Option<bool>("--without-backup") { Description = "不先备份（自己已备份过）" };
        var command = new Command("migrate", "升级数据库结构，先备份") { without };
        room.AddTo(command);
        command.SetAction((parsed, cancel) => RoomOptions.GuardAsync(parsed, async () =>
        {
            var opened = await room.OpenOrMakeAsync(parsed, cancel);
            var done = await opened.MigrateAsync(parsed.GetValue(without), cancel);
            await opened.AnchorAsync();
            foreach (var line in done) await parsed.InvocationConfiguration.Output.WriteLineAsync(line);
            if (done.Count == 0) await parsed.InvocationConfiguration.Output.WriteLineAsync("数据库结构已是最新。");
            return ExitCode.Ok;
        }));
        return command;
    }
}
