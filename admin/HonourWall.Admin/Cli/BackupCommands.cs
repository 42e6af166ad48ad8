using System.CommandLine;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Operations;

namespace HonourWall.Admin.Cli;

/// <summary><c>backup</c> and <c>restore</c>. The passphrase comes from a file or the environment, never from the command line, where others could see it.</summary>
public static class BackupCommands
{
    private const string Variable = "HONOURWALL_BACKUP_PASSPHRASE";

    public static Command Backup()
    {
        var room = new RoomOptions();
        var to = new Option<string>("--to") { Description = "备份文件", Required = true };
        var phrase = PassphraseOption();
        var command = new Command("backup", "写一份加密备份：数据库、密钥、审计锚点") { to, phrase };
        room.AddTo(command);
        command.SetAction((parsed, cancel) => room.WriteAsync(parsed, async opened =>
        {
            await Operations.Backup.WriteAsync(opened.Folder, opened.Address, parsed.GetRequiredValue(to), Passphrase(parsed, phrase), cancel);
            await using var db = opened.Databases.Open(Actor.System("backup"));
            db.Note(new(AuditAction.BackedUp, "database"));
            await db.SaveChangesAsync(cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"已备份到 {parsed.GetRequiredValue(to)}");
            return ExitCode.Ok;
        }, cancel));
        return command;
    }

    public static Command Restore()
    {
        var room = new RoomOptions();
        var from = new Option<string>("--from") { Description = "备份文件", Required = true };
        var phrase = PassphraseOption();
        var command = new Command("restore", "从备份恢复到空的数据文件夹") { from, phrase };
        room.AddTo(command);
        command.SetAction((parsed, cancel) => RoomOptions.GuardAsync(parsed, async () =>
        {
            // Before the folder is made.
            if (!File.Exists(parsed.GetRequiredValue(from))) throw new FileNotFoundException(null, parsed.GetRequiredValue(from));
            var passphrase = Passphrase(parsed, phrase);
            var folder = room.Folder(parsed);
            await Operations.Backup.ReadAsync(parsed.GetRequiredValue(from), passphrase, folder, RoomOptions.Address(folder), cancel);
            var opened = await room.OpenAsync(parsed, cancel);
            await using var db = opened.Databases.Open(Actor.System("restore"));
            // A backup of an earlier program has no head.
            await opened.Anchor.Head.AdvanceAsync(db, cancel);
            var findings = await AuditVerifier.VerifyAsync(db, opened.Ring, opened.Anchor, cancel);
            foreach (var finding in findings) await parsed.InvocationConfiguration.Error.WriteLineAsync(finding.Message);
            db.Note(new(AuditAction.Restored, "database"));
            await db.SaveChangesAsync(cancel);
            await opened.Anchor.Head.AdvanceAsync(db, cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"已恢复到 {folder.Root}" + (findings.Count == 0 ? "，审计链完整。" : ""));
            return findings.Count == 0 ? ExitCode.Ok : ExitCode.Errors;
        }));
        return command;
    }

    private static Option<string?> PassphraseOption() => new("--passphrase-file") { Description = $"写有备份口令的文件（或环境变量 {Variable}）" };

    private static string Passphrase(ParseResult parsed, Option<string?> option) =>
        (parsed.GetValue(option) is { } file ? File.ReadAllText(file) : Environment.GetEnvironmentVariable(Variable))?.Trim() is { Length: > 0 } phrase
            ? phrase
            : throw new OperationException($"请用 --passphrase-file 或环境变量 {Variable} 给出备份口令。");
}
