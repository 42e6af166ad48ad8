using System.CommandLine;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Operations;

namespace HonourWall.Admin.Cli;

/// <summary><c>audit verify</c> and <c>audit accept</c>.</summary>
public static class AuditCommand
{
    public static Command Create() => new("audit", "审计记录") { Verify(), Accept() };

    private static Command Verify()
    {
        var room = new RoomOptions();
        var command = new Command("verify", "校验整条审计链，并与库外锚点对照");
        room.AddTo(command);
        command.SetAction((parsed, cancel) => RoomOptions.GuardAsync(parsed, async () =>
        {
            var opened = await room.OpenAsync(parsed, cancel);
            await using var db = opened.Databases.Open(Actor.System("audit-verify"));
            var findings = await AuditVerifier.VerifyAsync(db, opened.Ring, opened.Anchor, cancel);
            foreach (var finding in findings) await parsed.InvocationConfiguration.Error.WriteLineAsync(finding.Message);
            var (sequence, hash) = await AuditAnchor.HeadAsync(db, cancel);
            if (findings.Count == 0)
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"审计链完整：{sequence} 条，末条校验值 {hash}");
                await parsed.InvocationConfiguration.Output.WriteLineAsync(Window(opened.Anchor.Head.Read().Mark));
            }
            return findings.Count == 0 ? ExitCode.Ok : ExitCode.Errors;
        }));
        return command;
    }

    private static string Window(AuditAnchor.Mark? head) =>
        (head is null ? "库外还没有记过" : $"库外记到第 {head.Sequence} 条（{head.At:yyyy-MM-dd HH:mm:ss} UTC）")
        + $"。运行中的系统每 {AnchoredHead.Interval.TotalSeconds:0} 秒记一次：在那之前就被截掉的最后几条，这里查不出来。";

    private static Command Accept()
    {
        var room = new RoomOptions();
        var reason = new Option<string>("--reason") { Description = "为什么恢复成旧的数据库", Required = true };
        var command = new Command("accept", "确认数据库是有意恢复成旧的，从现在的状态继续") { reason };
        room.AddTo(command);
        command.SetAction((parsed, cancel) => room.WriteAsync(parsed, async opened =>
        {
            if (parsed.GetRequiredValue(reason).Trim().Length < 4) throw new OperationException("请用 --reason 写明原因。");
            await using var db = opened.Databases.Open(Actor.System("restore"));
            db.Note(new(AuditAction.RestoreAccepted, "database", Detail: parsed.GetRequiredValue(reason).Trim()));
            await db.SaveChangesAsync(cancel);
            await opened.Anchor.MarkAsync(db, "accepted", cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync("已记录。");
            return ExitCode.Ok;
        }, cancel));
        return command;
    }
}
