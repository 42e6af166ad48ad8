using System.Globalization;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements.Snapshots;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements;

/// <summary>What is done with a single payment: sent again after the bank gave it back, stopped by hand; and the second look at a changed account.</summary>
public sealed class DisbursementDesk(CandidateReader reader, SnapshotSigner signer, Vault vault, AuditChain audit, TimeProvider clock)
{
    /// <summary>Puts a payment that failed back in line, to the account that the registry has now. The same row and the same claim: there is never a second payment.</summary>
    public async Task<string?> ResendAsync(AdminDb db, Guid id, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await LockAsync(db, id, cancel) is not var (cycle, row)) return Missing;
        if (DisbursementMoves.Next(row.State, DisbursementMove.Resend) is not { } next) return Illegal(row, "重发");
        if (await reader.OneAsync(db, cycle, row.PersonId, cancel) is not { } now) return "这个人的档案已合并或已不在本组织，不能重发。请停发。";
        if (StoppedPayees.HoldOf(now.Status) is { } status && !(row.PayeeName is not null && status == Hold.Deceased)) return $"不能重发：{status.Word()}。请停发。";
        var frozen = FrozenPayee.Open(vault, row, OpenPurpose.Internal);
        if (!signer.IsRow(cycle, row, frozen)) return "这一笔的签名不符：内容被改动，不能重发。请告诉审计管理员。";
        // Somebody else receives it: the account stands in the application, not in the registry, and is corrected for this payment.
        var isForAnother = row.PayeeName is not null;
        var corrected = isForAnother ? await db.Set<PayeeAccount>().SingleOrDefaultAsync(a => a.DisbursementId == id && a.Attempt == row.Attempt, cancel) : null;
        if (corrected is { CheckedBy: null }) return "更正的收款帐号还没有经另一人核对，不能重发。";
        if (corrected is { TypedAt: var typed } && typed + AccountSettlement.Cooling > clock.GetUtcNow()) return $"收款帐号是新改的：须过 {AccountSettlement.Cooling.Days} 天冷静期，才能重发。";
        if (!isForAnother && !string.Equals(now.IdNumber, frozen.IdNumber, StringComparison.Ordinal)) return "档案里的身份证号与冻结时不同，不能重发。请停发，另批办理。";
        var target = corrected is not null ? vault.Open(PayeeAccount.AccountField, corrected.Id, corrected.Account, OpenPurpose.Internal) : isForAnother ? frozen.Account : now.Account;
        if (target.Length == 0) return "档案里没有银行帐号。请先补上。";
        if (!isForAnother && (await AccountSettlement.UnsettledAsync(db, [now], clock.GetUtcNow(), cancel)).Count > 0)
            return $"帐号是新改的：须过 {AccountSettlement.Cooling.Days} 天冷静期，并由改帐号以外的人核对，才能重发。";
        if (corrected is not null) await CorrectApplicationAsync(db, row, target, cancel);
        row.Account = vault.Seal(Disbursement.AccountField, row.Id, target);
        row.AccountIndex = vault.Index(Disbursement.AccountField, target);
        row.Attempt++;
        row.State = next;
        row.Signature = signer.SignRow(cycle, row, frozen with { Account = target });
        Note(db, row, DisbursementMove.Resend, string.Create(CultureInfo.InvariantCulture, $"attempt:{row.Attempt} changed:{!string.Equals(frozen.Account, target, StringComparison.Ordinal)}"));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Another account for next of kin whose payment the bank gave back; typed again before anybody has checked it, it takes the other's place.</summary>
    public async Task<string?> CorrectPayeeAsync(AdminDb db, Guid id, string typed, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await LockAsync(db, id, cancel) is not var (_, row)) return Missing;
        if (NotForCorrection(row) is { } not) return not;
        var number = Masking.Normal(SensitiveKind.BankCard, typed);
        if (PersonForm.RefuseCard(number) is { } wrong) return wrong;
        var who = db.Actor.AccountId ?? throw new InvalidOperationException("Accounts are typed by people.");
        var now = clock.GetUtcNow();
        if (await db.Set<PayeeAccount>().SingleOrDefaultAsync(a => a.DisbursementId == id && a.Attempt == row.Attempt, cancel) is not { } known)
        {
            var fresh = Guid.CreateVersion7();
            db.Set<PayeeAccount>().Add(new() { Id = fresh, DisbursementId = id, OrganisationPath = row.OrganisationPath, Attempt = row.Attempt, Account = vault.Seal(PayeeAccount.AccountField, fresh, number), TypedBy = who, TypedAt = now });
        }
        else (known.Account, known.TypedBy, known.TypedAt, known.CheckedBy, known.CheckedAt) = (vault.Seal(PayeeAccount.AccountField, known.Id, number), who, now, null, null);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>A second person types the corrected account from its document.</summary>
    public async Task<string?> CheckPayeeAsync(AdminDb db, Guid id, string typed, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await LockAsync(db, id, cancel) is not var (_, row)) return Missing;
        if (NotForCorrection(row) is { } not) return not;
        if (await db.Set<PayeeAccount>().SingleOrDefaultAsync(a => a.DisbursementId == id && a.Attempt == row.Attempt && a.CheckedBy == null, cancel) is not { } corrected) return "没有等待核对的收款帐号。";
        if (corrected.TypedBy == db.Actor.AccountId) return "这个帐号是您填写的，须由另一人核对。";
        var same = string.Equals(Masking.Normal(SensitiveKind.BankCard, typed), vault.Open(PayeeAccount.AccountField, corrected.Id, corrected.Account, OpenPurpose.Internal), StringComparison.Ordinal);
        if (same) (corrected.CheckedBy, corrected.CheckedAt) = (db.Actor.AccountId, clock.GetUtcNow());
        db.Note(new(AuditAction.AccountChecked, "payee_accounts", corrected.Id.ToString(), same ? "ok" : "failed"));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return same ? null : "填写的帐号与更正的不同。请对照存折或卡片再填；仍不同的，请经办人改正。";
    }

    private static string? NotForCorrection(Disbursement row) =>
        row.State != DisbursementState.Failed ? Illegal(row, "更正帐号")
        : row.PayeeName is null ? "这一笔由本人领取：帐号请在档案里改。"
        : null;

    // What is looked at again before the file is the application's account: the two change together.
    private async Task CorrectApplicationAsync(AdminDb db, Disbursement row, string account, CancellationToken cancel)
    {
        var application = await db.Set<Application>().SingleAsync(a => a.Id == row.ApplicationId, cancel);
        application.PayeeAccount = vault.Seal(ApplicationFields.PayeeAccount, application.Id, account);
        application.UpdatedAt = clock.GetUtcNow();
        application.Version++;
        db.Set<ApplicationEvent>().Add(new()
        {
            ApplicationId = application.Id,
            OrganisationPath = application.OrganisationPath,
            At = clock.GetUtcNow(),
            ById = db.Actor.AccountId ?? throw new InvalidOperationException("Payments are sent again by people."),
            ByName = db.Actor.Name,
            Subject = "收款帐号经两人更正，重发",
            State = application.State,
        });
    }

    /// <summary>Ends a payment that is not at the bank; its budget comes back.</summary>
    public async Task<string?> StopAsync(AdminDb db, Guid id, string reason, CancellationToken cancel)
    {
        if (reason.Trim().Length is < 4 or > 100 || Writing.IsUnreadable(reason)) return "请写明停发的原因（4 到 100 个字）。";
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await LockAsync(db, id, cancel) is not var (cycle, row)) return Missing;
        if (DisbursementMoves.Next(row.State, DisbursementMove.Stop) is not { } next) return Illegal(row, "停发");
        if (row.State.TakesBudget()) await BudgetLedger.GiveBackAsync(db, cycle.BudgetId, row.Amount, cancel);
        (row.State, row.Claim, row.Hold) = (next, null, Hold.ByHand);
        Note(db, row, DisbursementMove.Stop, $"reason:{audit.Digest("reason", reason.Trim())}");
        if (await db.Persons.SingleOrDefaultAsync(p => p.Id == row.PersonId, cancel) is { } person)
            db.Set<PersonEvent>().Add(new() { PersonId = person.Id, OrganisationPath = person.OrganisationPath, At = clock.GetUtcNow(), By = db.Actor.Name, Field = "停发：" + cycle.Title, After = reason.Trim() });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>A second person types the changed account from its document. Only who did not change it may, and only the whole number counts.</summary>
    public async Task<string?> CheckAccountAsync(AdminDb db, Guid personId, string typed, CancellationToken cancel)
    {
        if (await db.Persons.SingleOrDefaultAsync(p => p.Id == personId && p.MergedIntoId == null, cancel) is not { } person) return "没有这份档案，或它不在您的组织范围内。";
        if (person.BankCard is null || person.BankCardChangedAt is not { } changed || changed <= person.CreatedAt) return "这个人的帐号没有变更过，不用核对。";
        if (await db.Set<AccountCheck>().AnyAsync(c => c.PersonId == personId && c.ChangedAt == changed, cancel)) return "这次变更已核对过。";
        // The change itself and nothing later: a merge that brought no card is no change, and would hide who made it.
        var changedBy = await db.Set<PersonEvent>().Where(e => e.PersonId == personId && e.Field == PersonFields.BankCard.Word).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Select(e => e.By).FirstOrDefaultAsync(cancel);
        if (changedBy is null) return "档案里查不到是谁改的帐号，不能核对。请重新登记帐号。";
        if (changedBy == db.Actor.Name || await TypedIntoDuplicateAsync(db, person, cancel)) return "帐号是您改的，须由另一人核对。";
        var stored = vault.Open(PersonFields.BankCard, person.Id, person.BankCard, OpenPurpose.Internal);
        if (!string.Equals(Masking.Normal(SensitiveKind.BankCard, typed), stored, StringComparison.Ordinal))
        {
            db.Note(new(AuditAction.AccountChecked, "persons", personId.ToString(), "failed"));
            await db.SaveChangesAsync(cancel);
            return "填写的帐号与档案里的不同。请对照存折或卡片再填；仍不同的，请经办人改正。";
        }
        db.Set<AccountCheck>().Add(new() { PersonId = personId, OrganisationPath = person.OrganisationPath, ChangedAt = changed, ChangedBy = changedBy, CheckedBy = db.Actor.Name, CheckedAt = clock.GetUtcNow() });
        db.Note(new(AuditAction.AccountChecked, "persons", personId.ToString()));
        await db.SaveChangesAsync(cancel);
        return null;
    }

    // A card that a merge brought was changed by whoever merged, and typed by whoever made or changed the duplicate: neither is the second person.
    private static Task<bool> TypedIntoDuplicateAsync(AdminDb db, Person person, CancellationToken cancel)
    {
        var (who, made, changed) = (db.Actor.Name, PersonFields.Entry, PersonFields.BankCard.Word);
        var brought = db.Persons.IgnoreQueryFilters().Where(p => p.MergedIntoId != null && p.BankCardIndex == person.BankCardIndex);
        return db.Set<PersonEvent>().IgnoreQueryFilters().AnyAsync(e => e.By == who && (e.Field == made || e.Field == changed) && brought.Any(p => p.Id == e.PersonId), cancel);
    }

    private const string Missing = "没有这一笔，或它不在您的组织范围内。";

    private static string Illegal(Disbursement row, string move) => $"这一笔现在是“{row.State.Word()}”，不能{move}。可能别人刚刚操作过，请核对。";

    // The cycle's lock first, as everywhere: then nobody makes files, cancels or enters results meanwhile.
    private static async Task<(Cycle Cycle, Disbursement Row)?> LockAsync(AdminDb db, Guid id, CancellationToken cancel)
    {
        var cycleId = await db.Set<Disbursement>().Where(d => d.Id == id).Select(d => d.CycleId).SingleOrDefaultAsync(cancel);
        if (await db.Set<Cycle>().Where(c => c.Id == cycleId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version + 1), cancel) != 1) return null;
        return (await db.Set<Cycle>().SingleAsync(c => c.Id == cycleId, cancel), await db.Set<Disbursement>().SingleAsync(d => d.Id == id, cancel));
    }

    private static void Note(AdminDb db, Disbursement row, DisbursementMove move, string detail) =>
        db.Note(new(AuditAction.DisbursementMoved, "disbursements", row.Id.ToString(), Detail: $"{move} {detail}"));
}
