using HonourWall.Admin.Data;
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
        if (held is null) db.Set<CycleDuty>().Add(new() { CycleId = cycle.Id, AccountId = who, Duty = duty, OrganisationPath = cycle.OrganisationPath });
        return held is null || held.Duty == duty ? null : $"您已是这一批的{held.Duty.Word()}，不能再做{duty.Word()}：须由不同的人办理。";
    }

    public static string Word(this Duty duty) => duty switch
    {
        Duty.Author => "经办人",
        Duty.Reviewer => "审核人",
        Duty.Payer => "付款人",
        _ => throw new ArgumentOutOfRangeException(nameof(duty)),
    };
}
