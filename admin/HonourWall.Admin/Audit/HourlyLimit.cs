using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Audit;

/// <summary>
/// So many of one thing an hour and account, counted in the audit: a restart forgets nothing. Whoever asks many times at once is counted one after the other,
/// behind the lock of their own account.
/// </summary>
public static class HourlyLimit
{
    /// <summary>Whether the account has done it so often within the hour. Inside the transaction that puts the next one on record.</summary>
    public static async Task<bool> IsReachedAsync(AdminDb db, AuditAction action, int limit, DateTimeOffset now, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Without a transaction two requests at once would not see each other.");
        var who = db.Actor.AccountId;
        await db.Accounts.Where(a => a.Id == who).ExecuteUpdateAsync(set => set.SetProperty(a => a.FailedCount, a => a.FailedCount), cancel);
        var (since, name) = (now - TimeSpan.FromHours(1), action.ToString());
        return await db.AuditEntries.CountAsync(e => e.ActorId == who && e.Action == name && e.At > since && e.Result == "ok", cancel) >= limit;
    }
}
