using HonourWall.Admin.Data;
using HonourWall.Admin.Registry;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>Author, reviewers and payers are different people. What an account did once in a cycle stays on record, also when the cycle was returned.</summary>
public static class CycleDuties
{
    /// <summary>Takes a duty for the actor; the caller saves.</summary>
    /// <returns>Why not.</returns>
    public static async Task<string?> TakeAsync(AdminDb db, Cycle cycle, Duty duty, CancellationToken cancel)
    {
        var who = db.Actor.AccountId ?? throw new InvalidOperationException("Money is moved by people.");
        var held = db.Set<CycleDuty>().Local.FirstOrDefault(d => d.CycleId == cycle.Id && d.AccountId == who)
            ?? await db.Set<CycleDuty>().SingleOrDefaultAsync(d => d.CycleId == cycle.Id && d.AccountId == who, cancel);
        if (duty == Duty.Reviewer && await ChangedFactsAsync(db, cycle, cancel) is > 0 and var changed)
            return $"这一批里有 {changed} 人的档案（荣誉、状态、号码、收入等）是您改的，改后还没有别人批准过他们的{cycle.Programme.Word()}：须由另一人审核。";
        if (held is null) db.Set<CycleDuty>().Add(new() { CycleId = cycle.Id, AccountId = who, Duty = duty, OrganisationPath = cycle.OrganisationPath });
        return held is null || held.Duty == duty ? null : $"您已是这一批的{held.Duty.Word()}，不能再做{duty.Word()}：须由不同的人办理。";
    }

    // Approved means by two others: who changed a fact has not got past this method since.
    private static Task<int> ChangedFactsAsync(AdminDb db, Cycle cycle, CancellationToken cancel)
    {
        DisbursementState[] decided = [DisbursementState.Approved, DisbursementState.InFile, DisbursementState.Paid, DisbursementState.Failed];
        var approvals = db.Set<Disbursement>().IgnoreQueryFilters().Where(d => decided.Contains(d.State))
            .Join(db.Set<Cycle>().IgnoreQueryFilters().Where(c => c.Programme == cycle.Programme && c.Id != cycle.Id), d => d.CycleId, c => c.Id, (d, c) => new FactApproval { PersonId = d.PersonId, At = c.ApprovedAt });
        return FactHands.CountAsync(db, db.Set<Disbursement>().Where(d => d.CycleId == cycle.Id && d.State == DisbursementState.Ready).Select(d => d.PersonId), approvals, cancel);
    }

    public static string Word(this Duty duty) => duty switch
    {
        Duty.Author => "经办人",
        Duty.Reviewer => "审核人",
        Duty.Payer => "付款人",
        _ => throw new ArgumentOutOfRangeException(nameof(duty)),
    };
}
