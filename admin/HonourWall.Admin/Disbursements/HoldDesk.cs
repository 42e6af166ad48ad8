using System.Globalization;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements.Snapshots;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>Holds payments back: what a check has found, and at once when somebody dies or is disciplined, at whatever level the payment is.</summary>
public sealed class HoldDesk(Vault vault)
{
    /// <summary>Inside the caller's transaction, which holds the cycle's lock; the caller saves.</summary>
    public async Task HoldAsync(AdminDb db, Cycle cycle, IReadOnlyList<(Disbursement Row, Hold Hold)> findings, CancellationToken cancel)
    {
        foreach (var reason in findings.GroupBy(f => f.Hold)) await HoldAsync(db, cycle.BudgetId, [.. reason.Select(f => f.Row)], reason.Key, cancel);
    }

    /// <summary>
    /// A person's status has just become 去世 or 违纪: every payment of theirs that is not yet at the bank stops in the same transaction, under any entry with
    /// the same ID number and in any organisation.
    /// </summary>
    public async Task StopAtOnceAsync(AdminDb db, Person person, CancellationToken cancel)
    {
        if (StoppedPayees.HoldOf(person.Status) is not { } hold) return;
        var indexes = person.IdNumber is null ? [] : vault.Indexes(PersonFields.IdNumber, vault.Open(PersonFields.IdNumber, person.Id, person.IdNumber, OpenPurpose.Internal));
        var states = DisbursementMoves.From(DisbursementMove.Hold);
        var isDeath = hold == Hold.Deceased;
        var open = await db.Set<Disbursement>().IgnoreQueryFilters().AsNoTracking()
            .Where(d => (d.PersonId == person.Id || (d.PayeeIndex != null && indexes.Contains(d.PayeeIndex))) && states.Contains(d.State)
                // What next of kin receive does not stop with the death that it is for.
                && !(isDeath && d.PersonId == person.Id && d.PayeeName != null)).ToListAsync(cancel);
        foreach (var rows in open.GroupBy(d => d.CycleId))
        {
            var budget = await db.Set<Cycle>().IgnoreQueryFilters().Where(c => c.Id == rows.Key).Select(c => c.BudgetId).SingleAsync(cancel);
            await HoldAsync(db, budget, [.. rows], hold, cancel);
        }
    }

    private static async Task HoldAsync(AdminDb db, Guid budget, List<Disbursement> rows, Hold hold, CancellationToken cancel)
    {
        foreach (var state in rows.GroupBy(r => r.State))
        {
            foreach (var chunk in state.Chunk(500))
            {
                var ids = chunk.Select(r => r.Id).ToList();
                // Only from the state that was read: what the payer has taken to the bank meanwhile is left alone, and its budget with it.
                var held = await db.Set<Disbursement>().IgnoreQueryFilters().Where(d => ids.Contains(d.Id) && d.State == state.Key)
                    .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DisbursementState.Held).SetProperty(d => d.Hold, hold).SetProperty(d => d.Claim, (string?)null), cancel);
                if (held != chunk.Length) throw new DbUpdateConcurrencyException("A payment moved while it was being held.");
                if (state.Key.TakesBudget()) await BudgetLedger.GiveBackAsync(db, budget, chunk.Aggregate(Money.Zero, (sum, row) => sum + row.Amount), cancel);
                db.Note(new(AuditAction.DisbursementMoved, "disbursements", chunk.Length == 1 ? ids[0].ToString() : null,
                    Detail: string.Create(CultureInfo.InvariantCulture, $"Hold {hold} from:{state.Key} cycle:{chunk[0].CycleId} rows:{string.Join(',', chunk.Select(r => r.RowNumber))}")));
            }
        }
    }
}
