using System.CommandLine;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Operations;
using HonourWall.Admin.Protection;

namespace HonourWall.Admin.Cli;

/// <summary><c>keys list</c>, <c>keys rotate</c>, <c>keys retire</c>: all while the server runs.</summary>
public static class KeysCommand
{
    public static Command Create() => new("keys", "密钥") { List(), Rotate(), Retire() };

    private static Command List()
    {
        var room = new RoomOptions();
        var command = new Command("list", "列出密钥编号，不显示密钥");
        room.AddTo(command);
        command.SetAction((parsed, cancel) => RoomOptions.GuardAsync(parsed, async () =>
        {
            foreach (var key in (await room.OpenAsync(parsed, cancel)).Ring.Keys)
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{key.Id,-6}{key.Purpose,-12}{key.Created:yyyy-MM-dd}{(key.Active ? "  使用中" : "")}");
            return ExitCode.Ok;
        }));
        return command;
    }

    private static Command Rotate()
    {
        var room = new RoomOptions();
        var command = new Command("rotate", "换新的数据密钥和索引密钥，并把已有的值转过去");
        room.AddTo(command);
        command.SetAction((parsed, cancel) => room.WriteAsync(parsed, async opened =>
        {
            var keys = (KeyPurpose[])[KeyPurpose.Data, KeyPurpose.Index];
            var added = keys.Select(purpose => opened.Ring.Rotate(purpose, opened.Clock).Id).ToList();
            await using var db = opened.Databases.Open(Actor.System("keys"));
            db.Note(new(AuditAction.KeysRotated, "keys", string.Join(' ', added)));
            await db.SaveChangesAsync(cancel);
            var moved = await new Reencryption(opened.Databases, new(opened.Ring)).RunAsync(cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"新密钥 {string.Join('、', added)}，已转换 {moved} 个值。确认备份后可用 keys retire 停用旧密钥。");
            return ExitCode.Ok;
        }, cancel));
        return command;
    }

    private static Command Retire()
    {
        var room = new RoomOptions();
        var id = new Argument<string>("id") { Description = "密钥编号" };
        var command = new Command("retire", "永远停用一个旧密钥（先确认没有值还用它）") { id };
        room.AddTo(command);
        command.SetAction((parsed, cancel) => room.WriteAsync(parsed, async opened =>
        {
            var key = opened.Ring.Keys.FirstOrDefault(k => k.Id == parsed.GetRequiredValue(id)) ?? throw new OperationException("没有这个密钥。");
            if (key.Purpose is not (KeyPurpose.Data or KeyPurpose.Index)) throw new OperationException("审计和签名密钥要留着校验以往的记录，不能停用。");
            if (await new Reencryption(opened.Databases, new(opened.Ring)).CountStaleAsync(cancel) is > 0 and var stale) throw new OperationException($"还有 {stale} 个值用旧密钥，请先运行 keys rotate。");
            opened.Ring.Retire(key.Id);
            await using var db = opened.Databases.Open(Actor.System("keys"));
            db.Note(new(AuditAction.KeysRetired, "keys", key.Id));
            await db.SaveChangesAsync(cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"已停用 {key.Id}。");
            return ExitCode.Ok;
        }, cancel));
        return command;
    }
}
