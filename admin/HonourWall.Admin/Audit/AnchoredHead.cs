using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Audit;

/// <summary>
/// The file outside the database that names the last entry of the audit, seconds after it was written: <c>time|sequence|hash|key|mac</c>. It only
/// ever moves forward, and only past an entry that is still there: what was cut stays named in it until somebody answers for it.
/// </summary>
public sealed class AnchoredHead(string folder, KeyRing ring, TimeProvider clock)
{
    private readonly Lock _gate = new();

    /// <summary>How often a running room looks for new entries.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>The file: <c>anchors/head</c>.</summary>
    public string File { get; } = Path.Combine(folder, "head");

    /// <summary>What the file names, null where there is none; and what is wrong with it, if anything.</summary>
    public (AuditAnchor.Mark? Mark, string? Broken) Read()
    {
        if (!System.IO.File.Exists(File)) return (null, null);
        var parts = System.IO.File.ReadAllText(File).TrimEnd('\n').Split('|');
        if (parts.Length != 5 || ring.All(KeyPurpose.Audit).FirstOrDefault(key => key.Id == parts[3]) is not { } key
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(parts[4]), Encoding.UTF8.GetBytes(Code(key, string.Join('|', parts[..4])))))
            return (null, "锚点文件被改动：head。");
        return (new(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[0], CultureInfo.InvariantCulture)), long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2], "head"), null);
    }

    /// <summary>Names the last entry, unless it is named already.</summary>
    /// <returns>False when the entry that the file names is gone from the database, or the file was edited; then it stays as it is.</returns>
    public async Task<bool> AdvanceAsync(AdminDb db, CancellationToken cancel = default)
    {
        var (mark, broken) = Read();
        if (broken is not null) return false;
        var (sequence, hash) = await AuditAnchor.HeadAsync(db, cancel);
        if (mark is not null && mark.Hash != (mark.Sequence == sequence ? hash : await db.AuditEntries.Where(e => e.Sequence == mark.Sequence).Select(e => e.Hash).SingleOrDefaultAsync(cancel))) return false;
        if (sequence > (mark?.Sequence ?? 0)) Write(sequence, hash);
        return true;
    }

    /// <summary>Begins again at the last entry of a database that was put back and accepted; the former file stays beside under the time.</summary>
    public async Task BeginAgainAsync(AdminDb db, CancellationToken cancel = default)
    {
        if (System.IO.File.Exists(File)) System.IO.File.Move(File, AsideName(File, clock));
        await AdvanceAsync(db, cancel);
    }

    /// <summary>The name under which a file of the anchors is kept when others take its place.</summary>
    public static string AsideName(string file, TimeProvider clock) => string.Create(CultureInfo.InvariantCulture, $"{file}.until-{clock.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}");

    // Two processes (a server and a command) may both write: each beside under its own name, then renamed over. Should the older word come last, the
    // server mends it at its next look.
    private void Write(long sequence, string hash)
    {
        var key = ring.Active(KeyPurpose.Audit);
        var text = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().ToUnixTimeMilliseconds()}|{sequence}|{hash}|{key.Id}");
        var beside = $"{File}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        lock (_gate)
        {
            using (var stream = new FileStream(beside, options))
            {
                stream.Write(Encoding.UTF8.GetBytes($"{text}|{Code(key, text)}\n"));
                stream.Flush(flushToDisk: true);
            }
            System.IO.File.Move(beside, File, overwrite: true);
        }
    }

    private static string Code(DataKey key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes("head\n" + text)));
}
