using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HonourWall.Admin.Protection;

namespace HonourWall.Admin.Disbursements.Snapshots;

/// <summary>
/// Keyed signatures over frozen rows, whole snapshots and bank files. The key lies outside the database: who edits an amount or an account there cannot sign
/// it. Each signature names its key, so that old ones verify after a rotation.
/// </summary>
public sealed class SnapshotSigner(KeyRing ring)
{
    /// <summary>Over one row: whom, for what, how much, to which account, by which rules, in which attempt.</summary>
    public string SignRow(Cycle cycle, Disbursement row, FrozenPayee payee) => Sign(RowFields(cycle, row, payee));

    public bool IsRow(Cycle cycle, Disbursement row, FrozenPayee payee) => Verify(row.Signature, RowFields(cycle, row, payee));

    /// <summary>Over a cycle and the signatures of its rows, in the order of their numbers.</summary>
    /// <param name="act">What is signed: <c>freeze</c> or <c>approve</c>.</param>
    public string SignCycle(string act, Cycle cycle, IEnumerable<Disbursement> rows) => Sign(CycleFields(act, cycle, rows));

    public bool IsCycle(string act, string? signature, Cycle cycle, IEnumerable<Disbursement> rows) => signature is not null && Verify(signature, CycleFields(act, cycle, rows));

    /// <summary>Over any fields that belong together.</summary>
    public string Sign(IEnumerable<string> fields)
    {
        var key = ring.Active(KeyPurpose.Signature);
        return $"{key.Id}:{Mac(key, fields)}";
    }

    public bool Verify(string signature, IEnumerable<string> fields)
    {
        var colon = signature.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || ring.All(KeyPurpose.Signature).FirstOrDefault(k => k.Id == signature[..colon]) is not { } key) return false;
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature[(colon + 1)..]), Encoding.ASCII.GetBytes(Mac(key, fields)));
    }

    private static IEnumerable<string> RowFields(Cycle cycle, Disbursement row, FrozenPayee payee) =>
    [
        "row", row.Id.ToString("N"), cycle.Id.ToString("N"), Number(row.RowNumber), row.PersonId.ToString("N"), row.ApplicationId?.ToString("N") ?? "", row.Name,
        payee.Name, payee.IdNumber, payee.Account, Number(row.AmountFen), Number(row.Attempt), cycle.ClaimKey, cycle.RuleVersion ?? "",
    ];

    private static IEnumerable<string> CycleFields(string act, Cycle cycle, IEnumerable<Disbursement> rows) =>
    [
        act, cycle.Id.ToString("N"), cycle.OrganisationId.ToString("N"), cycle.ClaimKey, cycle.Basis, Number(cycle.AmountFen), Number(cycle.LineFen), Number(cycle.CapFen),
        cycle.PayOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), cycle.BudgetId.ToString("N"), cycle.RuleVersion ?? "", Number(cycle.Count), Number(cycle.TotalFen),
        .. rows.OrderBy(row => row.RowNumber).Select(row => row.Signature),
    ];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    // Each field with its length before it: no two lists of fields share their bytes.
    private static string Mac(DataKey key, IEnumerable<string> fields)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Bytes);
        Span<byte> length = stackalloc byte[4];
        foreach (var field in fields)
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        return Convert.ToBase64String(hash.GetHashAndReset());
    }
}
