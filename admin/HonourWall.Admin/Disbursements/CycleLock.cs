using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>One move at a time: locks a cycle's row inside the caller's transaction, then looks whether the move is still allowed there.</summary>
public static class CycleLock
{
    /// <returns>The cycle, read after the lock, and why not; both null when the actor sees no such cycle.</returns>
    public static async Task<(Cycle? Cycle, string? Refused)> TakeAsync(AdminDb db, Guid id, CycleMove move, CancellationToken cancel)
    {
        // Whoever comes second waits here, and then reads the state that the first has left.
        if (await db.Set<Cycle>().Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version + 1), cancel) != 1) return (null, null);
        db.Forget();
        var cycle = await db.Set<Cycle>().SingleAsync(c => c.Id == id, cancel);
        return CycleMoves.Next(cycle.State, move) is null
            ? (cycle, $"这一批现在是“{cycle.State.Word()}”，不能{move.Word()}。可能别人刚刚操作过，请核对后再办。")
            : (cycle, null);
    }
}
