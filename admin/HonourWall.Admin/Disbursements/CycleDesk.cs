using HonourWall.Admin.Audit;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements.Snapshots;
using HonourWall.Admin.Organisations;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>
/// Moves cycles from the draft to the last payment. Each move is one transaction behind the cycle's lock: a kill at any moment leaves the state before it
/// or the state after it, and two who press at once do it once. Each method returns why it was refused, or null.
/// </summary>
public sealed partial class CycleDesk(SnapshotTaker taker, SnapshotChecker checker, SnapshotSigner signer, DisbursementRules rules, HoldDesk holds, TimeProvider clock)
{
    /// <summary>A new draft of checked figures; saved.</summary>
    public async Task<(Cycle? Cycle, string? Refused)> DraftAsync(AdminDb db, Organisation organisation, Budget budget, CycleFigures figures, CancellationToken cancel)
    {
        var cycle = new Cycle
        {
            OrganisationId = organisation.Id,
            OrganisationPath = organisation.OrganisationPath,
            Programme = figures.Programme,
            Year = figures.Year,
            Purpose = figures.Purpose,
            Basis = figures.Basis,
            PayOn = figures.PayOn,
            BudgetId = budget.Id,
            AuthorId = db.Actor.AccountId ?? throw new InvalidOperationException("Cycles are drafted by people."),
            CreatedAt = clock.GetUtcNow(),
        };
        SetFigures(cycle, figures);
        db.Set<Cycle>().Add(cycle);
        await CycleDuties.TakeAsync(db, cycle, Duty.Author, cancel);
        await db.SaveChangesAsync(cancel);
        return (cycle, null);
    }

    /// <summary>Changes a draft's figures.</summary>
    public async Task<string?> ChangeAsync(AdminDb db, Guid id, Budget budget, CycleFigures figures, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (cycle, refused) = await CycleLock.TakeAsync(db, id, CycleMove.Freeze, cancel);
        if (cycle is null || refused is not null) return refused ?? Missing;
        if (cycle.AuthorId != db.Actor.AccountId) return NotTheAuthor;
        (cycle.Programme, cycle.Year, cycle.Purpose, cycle.Basis, cycle.PayOn, cycle.BudgetId) = (figures.Programme, figures.Year, figures.Purpose, figures.Basis, figures.PayOn, budget.Id);
        SetFigures(cycle, figures);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>初审: the actor has looked at the snapshot and its sum.</summary>
    /// <param name="seen">The sum that the page showed.</param>
    public async Task<string?> ReviewAsync(AdminDb db, Guid id, Money seen, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (cycle, refused) = await CycleLock.TakeAsync(db, id, CycleMove.Review, cancel);
        if (cycle is null || refused is not null) return refused ?? Missing;
        if (await CycleDuties.TakeAsync(db, cycle, Duty.Reviewer, cancel) is { } other) return other;
        if (await ChangedAsync(db, cycle, DisbursementState.Ready, seen, cancel) is { } changed) return changed;
        (cycle.FirstReviewerId, cycle.ReviewedAt) = (db.Actor.AccountId, clock.GetUtcNow());
        return await FinishAsync(db, transaction, cycle, CycleMove.Review, null, cancel);
    }

    /// <summary>Back to the draft with a reason: the snapshot goes, and whom it claimed is free for another cycle.</summary>
    public async Task<string?> ReturnAsync(AdminDb db, Guid id, string reason, CancellationToken cancel)
    {
        if (IsNoReason(reason)) return ReasonWanted;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (cycle, refused) = await CycleLock.TakeAsync(db, id, CycleMove.Return, cancel);
        if (cycle is null || refused is not null) return refused ?? Missing;
        await db.Set<Disbursement>().Where(d => d.CycleId == id).ExecuteDeleteAsync(cancel);
        (cycle.FirstReviewerId, cycle.ReviewedAt, cycle.Snapshot, cycle.FrozenAt, cycle.Remark) = (null, null, null, null, reason.Trim());
        (cycle.ExaminedCount, cycle.RefusedCount, cycle.Refusals, cycle.ElsewhereCount, cycle.Count, cycle.TotalFen) = (0, 0, "", 0, 0, 0);
        return await FinishAsync(db, transaction, cycle, CycleMove.Return, null, cancel);
    }

    /// <summary>Gives a cycle up before anything went to the bank; its rows stay for the record and claim nothing.</summary>
    public async Task<string?> CancelAsync(AdminDb db, Guid id, string reason, CancellationToken cancel)
    {
        if (IsNoReason(reason)) return ReasonWanted;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (cycle, refused) = await CycleLock.TakeAsync(db, id, CycleMove.Cancel, cancel);
        if (cycle is null || refused is not null) return refused ?? Missing;
        var taken = await SumAsync(db, id, DisbursementState.Approved, cancel);
        var states = DisbursementMoves.From(DisbursementMove.Stop);
        await db.Set<Disbursement>().Where(d => d.CycleId == id && states.Contains(d.State)).ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DisbursementState.Stopped).SetProperty(d => d.Claim, (string?)null), cancel);
        await BudgetLedger.GiveBackAsync(db, cycle.BudgetId, taken, cancel);
        cycle.Remark = reason.Trim();
        return await FinishAsync(db, transaction, cycle, CycleMove.Cancel, null, cancel);
    }

    /// <summary>Everything is paid, held or stopped.</summary>
    public async Task<string?> CloseAsync(AdminDb db, Guid id, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (cycle, refused) = await CycleLock.TakeAsync(db, id, CycleMove.Close, cancel);
        if (cycle is null || refused is not null) return refused ?? Missing;
        DisbursementState[] open = [DisbursementState.Ready, DisbursementState.Approved, DisbursementState.InFile, DisbursementState.Failed];
        if (await db.Set<Disbursement>().CountAsync(d => d.CycleId == id && open.Contains(d.State), cancel) is > 0 and var left) return $"还有 {left} 笔没有结果：待付的要付完，送银行的要导入回盘，退回的要重发或停发。";
        return await FinishAsync(db, transaction, cycle, CycleMove.Close, null, cancel);
    }

    private const string Missing = "没有这一批，或它不在您的组织范围内。";
    private const string NotTheAuthor = "只有建立这一批的经办人可以做这一步。";
    private const string ReasonWanted = "请写明原因（4 到 200 个字）。";

    private static bool IsNoReason(string reason) => reason.Trim().Length is < 4 or > 200 || Writing.IsUnreadable(reason, lines: true);

    private static void SetFigures(Cycle cycle, CycleFigures figures) => (cycle.AmountFen, cycle.LineFen, cycle.CapFen) = (figures.Amount.Fen, figures.Line.Fen, figures.Cap.Fen);

    private static async Task<Money> SumAsync(AdminDb db, Guid cycle, DisbursementState state, CancellationToken cancel) =>
        new(await db.Set<Disbursement>().Where(d => d.CycleId == cycle && d.State == state).SumAsync(d => d.AmountFen, cancel));

    // Who decides decides about the sum on the page, not about another one.
    private static async Task<string?> ChangedAsync(AdminDb db, Cycle cycle, DisbursementState state, Money seen, CancellationToken cancel) =>
        await SumAsync(db, cycle.Id, state, cancel) is var sum && sum == seen ? null : $"合计已变为 {sum} 元（您看到的是 {seen} 元），没有办理。请核对后再办。";

    private static async Task<string?> FinishAsync(AdminDb db, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, Cycle cycle, CycleMove move, string? detail, CancellationToken cancel)
    {
        cycle.State = CycleMoves.Next(cycle.State, move) ?? throw new InvalidOperationException("The lock has allowed what the table does not.");
        db.Note(new(AuditAction.CycleMoved, "cycles", cycle.Id.ToString(), Detail: detail is null ? move.ToString() : $"{move} {detail}"));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }
}
