using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Budgets;

/// <summary>Enters and changes budgets: one person proposes an amount, another confirms it.</summary>
public sealed class BudgetDesk(TimeProvider clock)
{
    /// <summary>A new budget of checked figures; nothing of it may be spent before it is confirmed.</summary>
    /// <returns>Why not.</returns>
    public async Task<string?> AddAsync(AdminDb db, Organisation organisation, int year, string source, string basis, Money amount, CancellationToken cancel)
    {
        db.Set<Budget>().Add(new()
        {
            OrganisationId = organisation.Id,
            OrganisationPath = organisation.OrganisationPath,
            Year = year,
            Source = source,
            Basis = basis,
            ProposedFen = amount.Fen,
            ProposedBasis = basis,
            ProposedBy = db.Actor.AccountId,
            CreatedAt = clock.GetUtcNow(),
        });
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateException e) when (DatabaseConflict.IsDuplicate(e))
        {
            db.Forget();
            return "这个组织这一年已有同一来源的预算，请在那里调整。";
        }
    }

    public async Task<string?> ProposeAsync(AdminDb db, Guid id, Money amount, string basis, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await LockAsync(db, id, cancel) is not { } budget) return Missing;
        if (amount < budget.Committed) return $"已批准 {budget.Committed} 元，不能调到更少。";
        (budget.ProposedFen, budget.ProposedBasis, budget.ProposedBy, budget.ConfirmedBy) = (amount.Fen, basis, db.Actor.AccountId, null);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <param name="seen">The amount that the page showed, and <paramref name="basis"/> its document.</param>
    public async Task<string?> ConfirmAsync(AdminDb db, Guid id, Money seen, string basis, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await LockAsync(db, id, cancel) is not { } budget) return Missing;
        if (budget.Proposed is not { } proposed) return "没有待确认的金额，可能别人刚刚确认过。";
        if (proposed != seen || budget.ProposedBasis != basis) return $"待确认的已变为 {proposed} 元（{budget.ProposedBasis}），请核对后再确认。";
        if (budget.ProposedBy == db.Actor.AccountId) return "金额是您提出的，须由另一人确认。";
        if (proposed < budget.Committed) return $"已批准 {budget.Committed} 元，不能调到更少。";
        (budget.AmountFen, budget.Basis) = (proposed.Fen, budget.ProposedBasis ?? budget.Basis);
        (budget.ProposedFen, budget.ProposedBasis, budget.ConfirmedBy) = (null, null, db.Actor.AccountId);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    private const string Missing = "没有这项预算，或它不在您的组织范围内。";

    // An update that changes nothing takes the row's lock on both databases.
    private static async Task<Budget?> LockAsync(AdminDb db, Guid id, CancellationToken cancel)
    {
        if (await db.Set<Budget>().Where(b => b.Id == id).ExecuteUpdateAsync(set => set.SetProperty(b => b.CommittedFen, b => b.CommittedFen), cancel) != 1) return null;
        db.Forget();
        return await db.Set<Budget>().SingleAsync(b => b.Id == id, cancel);
    }
}
