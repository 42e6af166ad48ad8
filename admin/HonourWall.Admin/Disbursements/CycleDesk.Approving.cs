using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

public sealed partial class CycleDesk
{
    /// <summary>
    /// 复审批准: checks every row again, takes the budget, and signs what was approved. When the check holds rows back that were payable on the page, they stay
    /// held, nothing is approved, and the page comes back with the new sum.
    /// </summary>
    public async Task<string?> ApproveAsync(AdminDb db, Guid id, Money seen, CancellationToken cancel)
    {
        try
        {
            return await ApproveOnceAsync(db, id, seen, cancel);
        }
        catch (Exception e) when (DatabaseConflict.IsOvertaken(e))
        {
            db.Forget();
            return "有人的情况刚刚变了，没有批准。请核对后再批准。";
        }
    }

    private async Task<string?> ApproveOnceAsync(AdminDb db, Guid id, Money seen, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (cycle, refused) = await CycleLock.TakeAsync(db, id, CycleMove.Approve, cancel);
        if (cycle is null || refused is not null) return refused ?? Missing;
        if (await CycleDuties.TakeAsync(db, cycle, Duty.Reviewer, cancel) is { } other) return other;
        if (cycle.FirstReviewerId == db.Actor.AccountId) return "初审和复审须由不同的人办理。";
        var all = await db.Set<Disbursement>().AsNoTracking().Where(d => d.CycleId == id).OrderBy(d => d.RowNumber).ToListAsync(cancel);
        if (!signer.IsCycle("freeze", cycle.Snapshot, cycle, all)) return "快照的签名不符：冻结后有内容被改动，不能批准。请退回，并告诉审计管理员。";

        var findings = await checker.CheckAsync(db, cycle, DisbursementState.Ready, await rules.FrozenAsync(db, cycle, cancel), cancel);
        if (findings.Holds.Count > 0)
        {
            db.Forget();
            await holds.HoldAsync(db, cycle, findings.Holds, cancel);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return $"有 {findings.Holds.Count} 笔在冻结后情况变了，已暂扣。没有批准，请核对新的合计后再批准。";
        }
        if (await ChangedAsync(db, cycle, DisbursementState.Ready, seen, cancel) is { } changed) return changed;
        if (findings.Rows.Count == 0) return "没有可以发放的人，不能批准。可以退回或作废。";
        // Rows before budget, as whoever stops a payment does: two in the other order would wait for each other.
        var approved = await db.Set<Disbursement>().Where(d => d.CycleId == id && d.State == DisbursementState.Ready).ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DisbursementState.Approved), cancel);
        if (approved != findings.Rows.Count) return "有人的情况刚刚变了，没有批准。请核对后再批准。";
        if (!await BudgetLedger.TakeAsync(db, cycle.BudgetId, seen, cancel)) return $"预算不够：这一批要 {seen} 元。没有批准。";

        (cycle.SecondReviewerId, cycle.ApprovedAt) = (db.Actor.AccountId, clock.GetUtcNow());
        (cycle.Count, cycle.TotalFen) = (findings.Rows.Count, seen.Fen);
        cycle.Approval = signer.SignCycle("approve", cycle, findings.Rows);
        return await FinishAsync(db, transaction, cycle, CycleMove.Approve, $"rows:{cycle.Count} fen:{cycle.TotalFen} signature:{cycle.Approval}", cancel);
    }
}
