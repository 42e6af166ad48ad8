using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>Whether money may go to a person's account: one that was changed waits for its cooling period and for a second person's check.</summary>
public static class AccountSettlement
{
    /// <summary>冷静期.</summary>
    public static readonly TimeSpan Cooling = TimeSpan.FromDays(7);

    /// <summary>Those whose account may not be paid to yet.</summary>
    public static async Task<HashSet<Guid>> UnsettledAsync(AdminDb db, IReadOnlyCollection<Candidate> candidates, DateTimeOffset now, CancellationToken cancel)
    {
        var unsettled = new HashSet<Guid>();
        foreach (var chunk in candidates.Where(c => c.HasChangedAccount).Chunk(500))
        {
            var ids = chunk.Select(c => c.PersonId).ToList();
            var checks = (await db.Set<AccountCheck>().AsNoTracking().Where(c => ids.Contains(c.PersonId)).Select(c => new { c.PersonId, c.ChangedAt }).ToListAsync(cancel)).Select(c => (c.PersonId, c.ChangedAt)).ToHashSet();
            foreach (var candidate in chunk)
                if (candidate.AccountChangedAt is { } changed && (changed + Cooling > now || !checks.Contains((candidate.PersonId, changed)))) unsettled.Add(candidate.PersonId);
        }
        return unsettled;
    }
}
