using HonourWall.Admin.Protection;

namespace HonourWall.Admin.Disbursements.Snapshots;

/// <summary>To whom a row pays, in the clear: the person, or who receives it for them (收款人).</summary>
public sealed record FrozenPayee(string Name, string IdNumber, string Account)
{
    /// <exception cref="ProtectionException">A value was changed or copied from another row.</exception>
    public static FrozenPayee Open(Vault vault, Disbursement row, OpenPurpose purpose)
    {
        string Text(ProtectedField field, ProtectedText? value) => value is null ? "" : vault.Open(field, row.Id, value, purpose);
        return new(row.PayeeName is null ? row.Name : Text(Disbursement.PayeeNameField, row.PayeeName), Text(Disbursement.IdNumberField, row.IdNumber), Text(Disbursement.AccountField, row.Account));
    }

    // A record would print the numbers.
    public override string ToString() => "payee";
}
