using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;

namespace HonourWall.Admin.Disbursements.Snapshots;

/// <summary>Whether a payee may be paid at this moment, whatever the rules give them; the same question at the freeze, at the approval and before the file.</summary>
public sealed class PayeeChecks
{
    private readonly Vault _vault;
    private readonly StoppedPayees _stopped;
    private readonly HashSet<Guid> _unsettled;

    private PayeeChecks(Vault vault, StoppedPayees stopped, HashSet<Guid> unsettled) => (_vault, _stopped, _unsettled) = (vault, stopped, unsettled);

    public static async Task<PayeeChecks> ReadAsync(AdminDb db, Vault vault, IEnumerable<Payee> payees, DateTimeOffset now, CancellationToken cancel) =>
        new(vault, await StoppedPayees.ReadAsync(db, cancel), await AccountSettlement.UnsettledAsync(db, [.. payees.Select(p => p.Person).OfType<Candidate>()], now, cancel));

    public Hold? Find(Payee payee)
    {
        if (payee.Person is not { } person) return Hold.Gone;
        // What next of kin receive does not stop with the death that it is for.
        if (StoppedPayees.HoldOf(person.Status) is { } status && !(payee.IsForAnother && status == Hold.Deceased)) return status;
        if (payee.Hold is { } hold) return hold;
        if (payee.To.IdNumber.Length == 0) return Hold.NoIdNumber;
        if (_stopped.Find(_vault.Indexes(PersonFields.IdNumber, payee.To.IdNumber)) is { } elsewhere) return elsewhere;
        if (payee.To.Account.Length == 0) return Hold.NoAccount;
        if (!BankText.IsFitName(payee.To.Name)) return Hold.UnfitName;
        return !payee.IsForAnother && _unsettled.Contains(payee.PersonId) ? Hold.AccountChanged : null;
    }
}
