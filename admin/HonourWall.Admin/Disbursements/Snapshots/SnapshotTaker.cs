using System.Collections.Immutable;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;

namespace HonourWall.Admin.Disbursements.Snapshots;

/// <summary>Looks at everybody whom a cycle may pay, and makes its signed rows: whom, how much, to which account, and who is held back and why.</summary>
public sealed class SnapshotTaker(CandidateReader reader, ApplicationPayees applications, SnapshotSigner signer, Vault vault, TimeProvider clock)
{
    /// <summary>The rows for a cycle whose rule version is set; nothing is written.</summary>
    public async Task<SnapshotDraft> TakeAsync(AdminDb db, Cycle cycle, CandidateAssessor assessor, CancellationToken cancel)
    {
        if (cycle.Programme == Programme.Applications)
        {
            var approved = await applications.ApprovedAsync(db, cycle, cancel);
            return await MakeRowsAsync(db, cycle, approved, [], cancel);
        }
        var everybody = await reader.EverybodyAsync(db, cycle, cancel);
        var answers = everybody.Select(candidate => (Candidate: candidate, Entitlement: assessor.Assess(cycle, candidate))).ToList();
        var entitled = answers.Where(pair => pair.Entitlement.Refusal is null).Select(pair => Payee.Of(cycle, pair.Candidate, pair.Entitlement)).ToList();
        return await MakeRowsAsync(db, cycle, entitled, Refusal.Of(answers.Select(pair => pair.Entitlement.Refusal).OfType<string>()), cancel);
    }

    private async Task<SnapshotDraft> MakeRowsAsync(AdminDb db, Cycle cycle, List<Payee> payees, ImmutableArray<Refusal> refusals, CancellationToken cancel)
    {
        var checks = await PayeeChecks.ReadAsync(db, vault, payees, clock.GetUtcNow(), cancel);
        var claims = await Claims.ReadAsync(db, cycle, cancel);
        var seen = new HashSet<(string Claim, string Payee)>();
        var rows = new List<Disbursement>(payees.Count);
        var elsewhere = 0;
        foreach (var payee in payees)
        {
            var indexes = payee.To.IdNumber.Length == 0 ? [] : vault.Indexes(PersonFields.IdNumber, payee.To.IdNumber);
            var holder = claims.Find(payee.Claim, payee.PersonId, indexes);
            // Ours already pays them: no row at all, the number alone. What a stranger pays is a row that is held, and says no more than that.
            if (holder == ClaimHolder.Ours)
            {
                elsewhere++;
                continue;
            }
            var hold = checks.Find(payee) ?? (holder == ClaimHolder.Stranger ? Hold.PaidElsewhere : seen.Add((payee.Claim, indexes[0])) ? null : Hold.Duplicate);
            rows.Add(Row(cycle, rows.Count + 1, payee, hold));
        }
        return new(rows, refusals, elsewhere);
    }

    private Disbursement Row(Cycle cycle, int number, Payee payee, Hold? hold)
    {
        var (id, to) = (Guid.CreateVersion7(), payee.To);
        var row = new Disbursement
        {
            Id = id,
            CycleId = cycle.Id,
            OrganisationPath = cycle.OrganisationPath,
            RowNumber = number,
            PersonId = payee.PersonId,
            ApplicationId = payee.ApplicationId,
            Name = payee.PersonName,
            PayeeName = payee.IsForAnother ? vault.Seal(Disbursement.PayeeNameField, id, to.Name) : null,
            IdNumber = vault.SealOrNull(Disbursement.IdNumberField, id, to.IdNumber),
            PayeeIndex = vault.IndexOrNull(Disbursement.IdNumberField, to.IdNumber),
            Account = vault.SealOrNull(Disbursement.AccountField, id, to.Account),
            AccountIndex = vault.IndexOrNull(Disbursement.AccountField, to.Account),
            AmountFen = payee.Amount.Fen,
            Facts = vault.SealOrNull(Disbursement.FactsField, id, payee.Facts),
            State = hold is null ? DisbursementState.Ready : DisbursementState.Held,
            Hold = hold,
            Claim = hold is null ? payee.Claim : null,
            Signature = "",
        };
        row.Signature = signer.SignRow(cycle, row, to);
        return row;
    }
}

/// <summary>The rows of a freeze before they are saved.</summary>
/// <param name="Elsewhere">Persons, or applications, that another cycle of ours pays.</param>
public sealed record SnapshotDraft(List<Disbursement> Rows, ImmutableArray<Refusal> Refusals, int Elsewhere)
{
    /// <summary>Those whom the rules give nothing.</summary>
    public int Refused => Refusals.Sum(r => r.Count);

    /// <summary>All that were looked at.</summary>
    public int Examined => Rows.Count + Refused + Elsewhere;
}
