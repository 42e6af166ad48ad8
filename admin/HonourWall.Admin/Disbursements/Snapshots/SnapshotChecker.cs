using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements.Snapshots;

/// <summary>Looks at frozen rows again, at the approval and just before a bank file: is the signature whole, and would the registry of this moment still pay them?</summary>
public sealed class SnapshotChecker(CandidateReader reader, ApplicationPayees applications, SnapshotSigner signer, Vault vault, TimeProvider clock)
{
    /// <returns>The rows in that state, in order, and why some may no longer be paid.</returns>
    public async Task<SnapshotFindings> CheckAsync(AdminDb db, Cycle cycle, DisbursementState state, CandidateAssessor assessor, CancellationToken cancel)
    {
        var rows = await db.Set<Disbursement>().AsNoTracking().Where(d => d.CycleId == cycle.Id && d.State == state).OrderBy(d => d.RowNumber).ToListAsync(cancel);
        var now = cycle.Programme == Programme.Applications
            ? (await applications.OfRowsAsync(db, cycle, state, cancel)).ToDictionary(p => p.ApplicationId ?? Guid.Empty)
            : (await reader.OfRowsAsync(db, cycle, [state], cancel)).Select(c => Payee.Of(cycle, c, assessor.Assess(cycle, c))).ToDictionary(p => p.PersonId);
        var checks = await PayeeChecks.ReadAsync(db, vault, now.Values, clock.GetUtcNow(), cancel);
        var claims = await Claims.ReadAsync(db, cycle, cancel);
        var holds = new List<(Disbursement Row, Hold Hold)>();
        foreach (var row in rows)
            if (Find(cycle, row, now.GetValueOrDefault(row.ApplicationId ?? row.PersonId), checks, claims) is { } hold) holds.Add((row, hold));
        return new(rows, holds);
    }

    private Hold? Find(Cycle cycle, Disbursement row, Payee? now, PayeeChecks checks, Claims claims)
    {
        var frozen = FrozenPayee.Open(vault, row, OpenPurpose.Internal);
        if (!signer.IsRow(cycle, row, frozen)) return Hold.BrokenSignature;
        if (now is null) return Hold.Gone;
        if (checks.Find(now) is { } hold) return hold;
        if (!string.Equals(now.To.IdNumber, frozen.IdNumber, StringComparison.Ordinal)) return Hold.IdentityChanged;
        // Sent again after a correction: the row's account is the one that was checked then, and the registry's of now must still be it.
        if (!string.Equals(now.To.Account, frozen.Account, StringComparison.Ordinal)) return Hold.AccountChanged;
        // Only now known to be one human with somebody who is paid: an entry was merged, or a number corrected.
        if (claims.Find(now.Claim, now.PersonId, vault.Indexes(PersonFields.IdNumber, now.To.IdNumber)) != ClaimHolder.Nobody) return Hold.PaidElsewhere;
        return now.Amount == Money.Zero ? Hold.NotEligible : now.Amount != row.Amount ? Hold.AmountChanged : null;
    }
}

/// <summary>What a check found.</summary>
public sealed record SnapshotFindings(List<Disbursement> Rows, List<(Disbursement Row, Hold Hold)> Holds);
