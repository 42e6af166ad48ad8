using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

public sealed partial class CycleDesk
{
    /// <summary>
    /// Makes and signs the snapshot. Looking at everybody comes before the lock, for it takes seconds; what it finds is looked at again at the approval, and
    /// the unique keys of the claims decide between two who freeze at once.
    /// </summary>
    public async Task<string?> FreezeAsync(AdminDb db, Guid id, CancellationToken cancel)
    {
        if (await db.Set<Cycle>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } draft) return Missing;
        if (CycleMoves.Next(draft.State, CycleMove.Freeze) is null) return $"这一批现在是“{draft.State.Word()}”，不能冻结。";
        if (draft.AuthorId != db.Actor.AccountId) return NotTheAuthor;
        var snapshot = await taker.TakeAsync(db, draft, await rules.TakeCurrentAsync(db, draft, cancel), cancel);
        if (snapshot.Rows.Count == 0) return NobodyToPay(draft, snapshot);
        try
        {
            return await SaveFreezeAsync(db, draft, snapshot, cancel);
        }
        catch (Exception e) when (DatabaseConflict.IsOvertaken(e))
        {
            db.Forget();
            return "另一批刚刚为其中一些人安排了同一项目，没有冻结。请再冻结一次：那些人会排除在外。";
        }
    }

    // Two reviewers would look at nothing.
    private static string NobodyToPay(Cycle draft, SnapshotDraft snapshot) => draft.Programme == Programme.Applications
        ? $"没有可发放的申请，没有冻结：查看了 {snapshot.Examined} 份，已在别的批次 {snapshot.Elsewhere}。申请批准后再冻结。"
        : $"没有可发放的人，没有冻结：查看了 {snapshot.Examined} 人，已在别的批次 {snapshot.Elsewhere}，不符合规则 {snapshot.Refused}"
            + (snapshot.Refused > 0 ? $"（最多的原因：{snapshot.Refusals[0].Reason}）" : "") + "。请核对项目、组织和档案。";

    private async Task<string?> SaveFreezeAsync(AdminDb db, Cycle draft, SnapshotDraft snapshot, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (cycle, refused) = await CycleLock.TakeAsync(db, draft.Id, CycleMove.Freeze, cancel);
        if (cycle is null || refused is not null) return refused ?? Missing;
        // The lock counts one move; another one in between means that the figures may have changed.
        if (cycle.Version != draft.Version + 1) return "这一批刚刚被修改，没有冻结。请再冻结一次。";
        (cycle.ReleaseId, cycle.RulePack, cycle.RuleVersion, cycle.FrozenAt, cycle.Remark) = (draft.ReleaseId, draft.RulePack, draft.RuleVersion, clock.GetUtcNow(), null);
        (cycle.ExaminedCount, cycle.RefusedCount, cycle.Refusals, cycle.ElsewhereCount) = (snapshot.Examined, snapshot.Refused, Refusal.Write(snapshot.Refusals), snapshot.Elsewhere);
        var ready = snapshot.Rows.Where(row => row.State == DisbursementState.Ready).ToList();
        (cycle.Count, cycle.TotalFen) = (ready.Count, ready.Aggregate(Money.Zero, (sum, row) => sum + row.Amount).Fen);
        cycle.Snapshot = signer.SignCycle("freeze", cycle, snapshot.Rows);
        db.Set<Disbursement>().AddRange(snapshot.Rows);
        return await FinishAsync(db, transaction, cycle, CycleMove.Freeze, $"rows:{snapshot.Rows.Count} ready:{cycle.Count} fen:{cycle.TotalFen} rules:{cycle.RuleVersion} signature:{cycle.Snapshot}", cancel);
    }
}
