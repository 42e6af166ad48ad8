using System.Text;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Registry.Import;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Protection;

/// <summary>
/// Moves sealed values and blind indexes to the active keys, while the server runs: a row that someone changes meanwhile is left alone and already
/// carries the new key.
/// </summary>
public sealed class Reencryption(AdminDbFactory databases, Vault vault)
{
    private const int Batch = 200, Attempts = 10;

    /// <summary>Every table with sealed columns. A test compares it with the model.</summary>
    public static IReadOnlyList<ProtectedField> Fields { get; } = [Account.TotpField, .. PersonFields.All, Relative.NameField, Relative.PhoneField, Relative.IdNumberField, PendingImport.PayloadField, .. ApplicationFields.All, Disbursement.AccountField, Disbursement.IdNumberField, Disbursement.PayeeNameField, Disbursement.FactsField, PayeeAccount.AccountField, BankFileRow.AccountField, PendingReturn.PayloadField];

    /// <returns>How many values were moved.</returns>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        var moved = 0;
        foreach (var field in Fields) moved += await MoveAsync(field, cancel);
        return moved;
    }

    /// <summary>How many values still need another key than the active ones.</summary>
    public async Task<int> CountStaleAsync(CancellationToken cancel = default)
    {
        var stale = 0;
        foreach (var field in Fields)
            await foreach (var (_, value, index) in RowsAsync(field, cancel)) stale += vault.IsStale(value, index) ? 1 : 0;
        return stale;
    }

    private async Task<int> MoveAsync(ProtectedField field, CancellationToken cancel)
    {
        var moved = 0;
        await using var db = databases.Open(Actor.System("reencrypt"));
        // Ids only: the documents of a city do not fit into memory together.
        var stale = new List<Guid>();
        await foreach (var (row, value, index) in RowsAsync(field, cancel))
            if (vault.IsStale(value, index)) stale.Add(row);
        foreach (var chunk in stale.Chunk(Batch)) moved += await MoveAsync(db, field, chunk, cancel);
        return moved;
    }

    // Staff work meanwhile: when the database lets one of them go first, the batch is done again.
    private async Task<int> MoveAsync(AdminDb db, ProtectedField field, Guid[] batch, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await MoveOnceAsync(db, field, batch, cancel);
            }
            catch (Exception e) when (attempt < Attempts && DatabaseConflict.IsOvertaken(e))
            {
                db.Forget();
            }
        }
    }

    private async Task<int> MoveOnceAsync(AdminDb db, ProtectedField field, Guid[] batch, CancellationToken cancel)
    {
        var moved = 0;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var row in batch)
        {
            if (await ValueAsync(db, field, row, cancel) is not { } value) continue;
            var plain = vault.OpenBytes(field, row, value, OpenPurpose.Rotation);
            var sealed_ = vault.SealBytes(field, row, plain).Stored;
            // Table and column names are constants of the program; the values are parameters.
#pragma warning disable EF1002
            moved += field.IndexColumn is null
                ? await db.Database.ExecuteSqlRawAsync($"UPDATE {field.Table} SET {field.Column} = {{0}} WHERE id = {{1}} AND {field.Column} = {{2}}", [sealed_, row, value.Stored], cancel)
                : await db.Database.ExecuteSqlRawAsync($"UPDATE {field.Table} SET {field.Column} = {{0}}, {field.IndexColumn} = {{3}} WHERE id = {{1}} AND {field.Column} = {{2}}", [sealed_, row, value.Stored, vault.Index(field, Encoding.UTF8.GetString(plain))], cancel);
#pragma warning restore EF1002
        }
        await transaction.CommitAsync(cancel);
        return moved;
    }

    private static async Task<ProtectedText?> ValueAsync(AdminDb db, ProtectedField field, Guid row, CancellationToken cancel)
    {
#pragma warning disable EF1002 // As above.
        var stored = await db.Database.SqlQueryRaw<string>($"SELECT {field.Column} AS \"Value\" FROM {field.Table} WHERE id = {{0}} AND {field.Column} IS NOT NULL", row).ToListAsync(cancel);
#pragma warning restore EF1002
        return stored is [var only] ? ProtectedText.FromStored(only) : null;
    }

    private async IAsyncEnumerable<(Guid Row, ProtectedText Value, string? Index)> RowsAsync(ProtectedField field, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var db = databases.Open(Actor.System("reencrypt"));
#pragma warning disable EF1002 // As above.
        var rows = db.Database.SqlQueryRaw<SealedRow>($"SELECT id AS \"Id\", {field.Column} AS \"Value\", {field.IndexColumn ?? "NULL"} AS \"Index\" FROM {field.Table} WHERE {field.Column} IS NOT NULL");
#pragma warning restore EF1002
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel)) yield return (row.Id, ProtectedText.FromStored(row.Value), row.Index);
    }

    private sealed record SealedRow(Guid Id, string Value, string? Index);
}
