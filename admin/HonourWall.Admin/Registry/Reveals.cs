using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore.Storage;

namespace HonourWall.Admin.Registry;

/// <summary>Shows one sealed field of one person, once, with a reason that stands in the audit. So many an hour; the count survives a restart.</summary>
public sealed class Reveals(Vault vault, AuditChain audit, PersonDesk desk, TimeProvider clock)
{
    public const int PerHour = 30;

    /// <summary>Look-ups by number an hour: an ID number has so little entropy that a patient insider could try them.</summary>
    public const int LookUpsPerHour = 120;

    public const int MinimumReason = 4;

    /// <returns>The plain text, or why not.</returns>
    public async Task<(string? Text, string? Refused)> RevealAsync(AdminDb db, Person person, ProtectedField field, Guid row, ProtectedText value, string reason, CancellationToken cancel)
    {
        var refused = await RecordAsync(db, field, row, reason, words => desk.Record(db, person, PersonFields.Looked + field.Word, null, words), cancel);
        return refused is null ? (vault.Open(field, row, value, OpenPurpose.Reveal), null) : (null, refused);
    }

    /// <summary>Puts a reveal on record before anything is shown.</summary>
    /// <param name="history">Writes the reason into the readable history of what is looked at.</param>
    /// <returns>Why not; null when it may be shown.</returns>
    public async Task<string?> RecordAsync(AdminDb db, ProtectedField field, Guid row, string reason, Action<string> history, CancellationToken cancel)
    {
        if (reason.Trim().Length is < MinimumReason or > 200) return $"请写明理由（{MinimumReason} 到 200 个字）。";
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await MayAsync(db, AuditAction.Revealed, PerHour, field.Table, row, transaction, cancel)) return $"每小时最多查看 {PerHour} 次，请过一会儿再试。";
        // What someone types about a person does not enter the audit: there stands a digest, and the words in the history.
        history(reason.Trim());
        db.Note(new(AuditAction.Revealed, field.Table, row.ToString(), Detail: $"{field.Column} reason:{audit.Digest("reason", reason.Trim())}"));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Puts a look-up by number on record. False when there were too many.</summary>
    public async Task<bool> LookUpAsync(AdminDb db, ProtectedField field, string number, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await MayAsync(db, AuditAction.LookedUp, LookUpsPerHour, field.Table, null, transaction, cancel)) return false;
        db.Note(new(AuditAction.LookedUp, field.Table, Detail: $"{field.Column} {audit.Digest(field.Column, Masking.Normal(field.Kind, number))}"));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private async Task<bool> MayAsync(AdminDb db, AuditAction action, int limit, string table, Guid? row, IDbContextTransaction transaction, CancellationToken cancel)
    {
        if (!await HourlyLimit.IsReachedAsync(db, action, limit, clock.GetUtcNow(), cancel)) return true;
        db.Note(new(action, table, row?.ToString(), "denied", "rate"));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return false;
    }
}
