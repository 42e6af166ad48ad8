using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Audit;

/// <summary>
/// The file outside the database that remembers where the audit stood: one line per mark, <c>time|sequence|hash|reason|mac</c>, each line's code
/// covering the one before. Beside it lies <see cref="AnchoredHead"/>, the mark of the last entry. Copy both to another machine daily; a database
/// restored from an older day then shows at the next start.
/// </summary>
public sealed class AuditAnchor(string folder, KeyRing ring, TimeProvider clock)
{
    private readonly Lock _gate = new();

    /// <summary>The file: <c>anchors/audit.log</c>.</summary>
    public string File { get; } = Path.Combine(folder, "audit.log");

    /// <summary>The mark of the last entry, seconds old.</summary>
    public AnchoredHead Head { get; } = new(folder, ring, clock);

    /// <summary>One line of the file.</summary>
    public sealed record Mark(DateTimeOffset At, long Sequence, string Hash, string Reason);

    /// <summary>The marks since the last accepted restore, that of the last entry among them, and what is wrong with the files, if anything.</summary>
    public (IReadOnlyList<Mark> Marks, string? Broken) Read()
    {
        var (marks, broken) = ReadLog();
        var (head, headBroken) = Head.Read();
        return (head is null ? marks : [.. marks.Append(head).OrderBy(m => m.Sequence)], broken ?? headBroken);
    }

    private (List<Mark> Marks, string? Broken) ReadLog()
    {
        var marks = new List<Mark>();
        if (!System.IO.File.Exists(File)) return (marks, null);
        var previous = "";
        foreach (var line in System.IO.File.ReadLines(File))
        {
            var parts = line.Split('|');
            if (parts.Length != 6 || !Fits(parts, previous)) return (marks, $"锚点文件被改动：{Path.GetFileName(File)} 第 {marks.Count + 1} 行附近。");
            previous = parts[5];
            // An accepted restore begins a new line of marks: those after it were lost, and someone has answered for that.
            if (parts[3] == "accepted") marks.RemoveAll(m => m.Sequence >= long.Parse(parts[1], CultureInfo.InvariantCulture));
            marks.Add(new(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[0], CultureInfo.InvariantCulture)), long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2], parts[3]));
        }
        return (marks, null);
    }

    /// <summary>Adds a mark when the audit has grown since the last one, and moves the head there.</summary>
    /// <param name="reason"><c>daily</c>, <c>start</c>, <c>stop</c>; <c>accepted</c> after a restore.</param>
    public async Task MarkAsync(AdminDb db, string reason, CancellationToken cancel = default)
    {
        if (reason == "accepted") await Head.BeginAgainAsync(db, cancel);
        else await Head.AdvanceAsync(db, cancel);
        var (sequence, hash) = await HeadAsync(db, cancel);
        lock (_gate)
        {
            var (marks, _) = ReadLog();
            if (reason != "accepted" && marks.Count > 0 && marks[^1].Sequence >= sequence) return;
            var previous = System.IO.File.Exists(File) ? System.IO.File.ReadLines(File).LastOrDefault()?.Split('|')[^1] ?? "" : "";
            var key = ring.Active(KeyPurpose.Audit);
            var text = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().ToUnixTimeMilliseconds()}|{sequence}|{hash}|{reason}|{key.Id}");
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var stream = new FileStream(File, options);
            stream.Write(Encoding.UTF8.GetBytes($"{text}|{Code(key, previous, text)}\n"));
            stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>What the start-up compares: null when the database is at least as new as the last mark, else what to tell the operator.</summary>
    public async Task<string?> CompareAsync(AdminDb db, CancellationToken cancel = default)
    {
        var (marks, broken) = Read();
        if (broken is not null) return broken;
        if (marks.Count == 0) return null;
        var last = marks[^1];
        var hash = await db.AuditEntries.Where(e => e.Sequence == last.Sequence).Select(e => e.Hash).SingleOrDefaultAsync(cancel);
        return hash == last.Hash || (last.Sequence == 0 && hash is null)
            ? null
            : $"审计记录与库外锚点（第 {last.Sequence} 条，{last.At:yyyy-MM-dd HH:mm} UTC）不符：数据库可能被恢复成旧的，或审计记录被截断。";
    }

    public static async Task<(long Sequence, string Hash)> HeadAsync(AdminDb db, CancellationToken cancel = default)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT sequence, hash FROM audit_head";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? (reader.GetInt64(0), reader.GetString(1)) : (0, AuditHash.Genesis);
    }

    private bool Fits(string[] parts, string previous) =>
        ring.All(KeyPurpose.Audit).FirstOrDefault(key => key.Id == parts[4]) is { } key
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(parts[5]), Encoding.UTF8.GetBytes(Code(key, previous, string.Join('|', parts[..5]))));

    private static string Code(DataKey key, string previous, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes("anchor\n" + previous + "\n" + text)));
}
