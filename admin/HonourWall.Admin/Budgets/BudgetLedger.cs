using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Budgets;

/// <summary>Takes money out of a budget and gives it back, inside the caller's transaction, in one statement each: two at once cannot both see the last yuan.</summary>
public static class BudgetLedger
{
    /// <returns>False when there is not enough; then nothing was taken.</returns>
    public static async Task<bool> TakeAsync(AdminDb db, Guid budget, Money amount, CancellationToken cancel)
    {
        var fen = amount.Fen;
        // Written without a sum that could overflow in the database.
        var taken = await db.Set<Budget>().Where(b => b.Id == budget && b.AmountFen - b.CommittedFen >= fen).ExecuteUpdateAsync(set => set.SetProperty(b => b.CommittedFen, b => b.CommittedFen + fen), cancel);
        if (taken == 1) db.Note(new(AuditAction.BudgetTaken, "budgets", budget.ToString(), Detail: $"fen:{fen}"));
        return taken == 1;
    }

    /// <summary>The caller has just ended payments of that sum. Reaches budgets that the actor does not see: a death stops another level's payment.</summary>
    public static async Task GiveBackAsync(AdminDb db, Guid budget, Money amount, CancellationToken cancel)
    {
        if (amount == Money.Zero) return;
        var fen = amount.Fen;
        if (await db.Set<Budget>().IgnoreQueryFilters().Where(b => b.Id == budget && b.CommittedFen >= fen).ExecuteUpdateAsync(set => set.SetProperty(b => b.CommittedFen, b => b.CommittedFen - fen), cancel) != 1)
            throw new InvalidOperationException("A budget would give back more than it gave.");
        db.Note(new(AuditAction.BudgetGivenBack, "budgets", budget.ToString(), Detail: $"fen:{fen}"));
    }
}
