using System.Globalization;
using System.Text;
using HonourWall.Admin.Audit;

namespace HonourWall.Admin.LogServer;

/// <summary>One message of RFC 5424 with its length before it, as RFC 5425 sends them over TLS.</summary>
public static class SyslogMessage
{
    private const int Daemon = 3, LogAudit = 13;
    private const int Error = 3, Warning = 4, Information = 6;

    // Longer ones are cut off by some servers; what is cut is proven by the hash all the same.
    private const int MaximumText = 1_000;

    /// <summary>
    /// An audit entry without the name of the actor, whose id is enough, and without the digests of changed values: with the hash, which covers both, the server
    /// can tell whether an entry was edited or cut off later.
    /// </summary>
    public static byte[] Of(AuditEntry entry)
    {
        (string, string?)[] fields =
        [
            ("sequence", entry.Sequence.ToString(CultureInfo.InvariantCulture)), ("actor", entry.ActorId?.ToString()), ("organisation", entry.OrganisationPath), ("address", entry.Address), ("action", entry.Action),
            ("subject", entry.Subject), ("id", entry.SubjectId), ("result", entry.Result), ("key", entry.KeyId), ("hash", entry.Hash),
        ];
        // 32473 is the number that RFC 5612 leaves to those who have none of their own.
        var data = "[audit@32473" + string.Concat(fields.Where(f => f.Item2 is { Length: > 0 }).Select(f => $" {f.Item1}=\"{Escape(f.Item2!)}\"")) + "]"; // ! : just looked at
        return Frame(LogAudit, entry.Result == "ok" ? Information : Warning, entry.At, "audit", data, entry.Detail is { } detail && !detail.StartsWith('{') ? detail : "");
    }

    public static byte[] Of(LogLine line) => Frame(Daemon, line.Level >= LogLevel.Error ? Error : Warning, line.At, "log", "-", line.Text);

    private static byte[] Frame(int facility, int severity, DateTimeOffset at, string kind, string data, string text)
    {
        var cut = text.Length > MaximumText ? text[..MaximumText] : text;
        var message = string.Create(CultureInfo.InvariantCulture, $"<{facility * 8 + severity}>1 {at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Environment.MachineName} honourwall-admin {Environment.ProcessId} {kind} {data}")
            + (cut.Length > 0 ? " \uFEFF" + cut.ReplaceLineEndings(" | ") : "");
        var bytes = Encoding.UTF8.GetBytes(message);
        return [.. Encoding.ASCII.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture) + " "), .. bytes];
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
}
