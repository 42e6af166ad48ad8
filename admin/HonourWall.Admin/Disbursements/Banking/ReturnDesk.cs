using System.Globalization;
using System.Text.Json;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Statistics;
using HonourWall.Admin.Tables;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>Takes in what the bank answers: first compared, then applied whole; what was said before is passed over.</summary>
public sealed class ReturnDesk(BankFileDesk files, Vault vault, AuditChain audit, TimeProvider clock)
{
    /// <summary>Keeps an uploaded table, sealed, until it is applied or a day old.</summary>
    public async Task<Guid> KeepAsync(AdminDb db, BankFile file, Table table, CancellationToken cancel)
    {
        var (id, old) = (Guid.CreateVersion7(), clock.GetUtcNow() - PendingReturn.Life);
        await db.Set<PendingReturn>().Where(r => r.UploadedAt < old).ExecuteDeleteAsync(cancel);
        db.Set<PendingReturn>().Add(new()
        {
            Id = id,
            BankFileId = file.Id,
            OrganisationPath = file.OrganisationPath,
            UploadedBy = db.Actor.AccountId ?? throw new InvalidOperationException("Return files are uploaded by people."),
            UploadedAt = clock.GetUtcNow(),
            Payload = vault.Seal(PendingReturn.PayloadField, id, JsonSerializer.Serialize(table)),
        });
        await db.SaveChangesAsync(cancel);
        return id;
    }

    /// <summary>The actor's own pending return and its dry run; null when there is none.</summary>
    public async Task<(BankFile File, ReturnPlan Plan)?> FindAsync(AdminDb db, Guid id, CancellationToken cancel)
    {
        var (who, old) = (db.Actor.AccountId, clock.GetUtcNow() - PendingReturn.Life);
        if (await db.Set<PendingReturn>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.UploadedBy == who && r.UploadedAt >= old, cancel) is not { } pending) return null;
        var table = JsonSerializer.Deserialize<Table>(vault.Open(PendingReturn.PayloadField, id, pending.Payload, OpenPurpose.Internal)) ?? throw new InvalidOperationException("A return without a table.");
        var file = await db.Set<BankFile>().AsNoTracking().SingleAsync(f => f.Id == pending.BankFileId, cancel);
        var plan = await ReturnPlan.MakeAsync(db, files, file, table, cancel);
        return (file, plan.Errors.IsEmpty ? plan with { Doubt = await ReturnDoubt.FindAsync(db, file, plan, Digest(table), cancel) } : plan);
    }

    private string Digest(Table table) => audit.Digest("bank_answers.digest", BankAnswer.TextOf(table));

    /// <summary>Applies a return that has no mistake.</summary>
    /// <param name="sure">The doubt (<see cref="ReturnDoubt.Code"/>) in spite of which it is the answer to this file.</param>
    /// <returns>Why not; and the file, null when there is no such return (any more: a double click finds nothing the second time).</returns>
    public async Task<(BankFile? File, string? Refused)> ApplyAsync(AdminDb db, Guid id, string? sure, CancellationToken cancel)
    {
        if (await FindAsync(db, id, cancel) is not { } first) return (null, null);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // The cycle's lock: nobody resends or closes while results come in.
        await db.Set<Cycle>().Where(c => c.Id == first.File.CycleId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version + 1), cancel);
        // Nor is the same answer entered for another file meanwhile: whoever comes second sees it and has to say that it is sure. (SQLite has one writer.)
        if (db.Kind == DatabaseKind.PostgreSql) await db.Database.ExecuteSqlAsync($"LOCK TABLE bank_answers IN SHARE ROW EXCLUSIVE MODE", cancel);
        if (await FindAsync(db, id, cancel) is not { } found || await db.Set<PendingReturn>().Where(r => r.Id == id).ExecuteDeleteAsync(cancel) != 1) return (null, null);
        var (file, plan) = found;
        if (plan.Errors.Length > 0) return (file, "回盘里有错误，没有登记任何一笔。");
        if (plan.Doubt is { } doubt && doubt.Code != sure) return (file, "没有登记。请先与银行核对是不是传错了文件，再在下面打勾。");
        var cycle = await db.Set<Cycle>().SingleAsync(c => c.Id == file.CycleId, cancel);
        if (await CycleDuties.TakeAsync(db, cycle, Duty.Payer, cancel) is { } other) return (file, other);
        foreach (var group in plan.Results.GroupBy(r => (r.Outcome, r.Remark)))
            foreach (var chunk in group.Chunk(500)) await SettleAsync(db, file, group.Key.Outcome, group.Key.Remark, [.. chunk.Select(r => r.Number)], cancel);
        await PaidFigures.EnterAsync(db, cycle, file.Id, cancel);
        var digest = Digest(plan.Table);
        if (!await db.Set<BankAnswer>().AnyAsync(a => a.BankFileId == file.Id && a.Digest == digest, cancel))
            db.Set<BankAnswer>().Add(new() { BankFileId = file.Id, OrganisationPath = file.OrganisationPath, Digest = digest, EnteredAt = clock.GetUtcNow() });
        db.Note(new(AuditAction.BankReturnApplied, "bank_files", file.Id.ToString(), Detail: string.Create(CultureInfo.InvariantCulture,
            $"paid:{plan.Results.Count(r => r.Outcome == BankOutcome.Paid)} fen:{plan.Paid.Fen} failed:{plan.Results.Count(r => r.Outcome == BankOutcome.Failed)} fen:{plan.Failed.Fen} already:{plan.Already}{(plan.Doubt is null ? "" : $" another-file-{plan.Doubt.Code}:confirmed")}")));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (file, null);
    }

    private static async Task SettleAsync(AdminDb db, BankFile file, BankOutcome outcome, string remark, List<int> numbers, CancellationToken cancel)
    {
        var rows = db.Set<BankFileRow>().Where(r => r.BankFileId == file.Id && numbers.Contains(r.RowNumber));
        var state = outcome == BankOutcome.Paid ? DisbursementState.Paid : DisbursementState.Failed;
        var said = remark.Length == 0 ? null : remark;
        var moved = await db.Set<Disbursement>().Where(d => rows.Any(r => r.DisbursementId == d.Id && r.Attempt == d.Attempt) && d.State == DisbursementState.InFile)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, state).SetProperty(d => d.BankRemark, said), cancel);
        var settled = await rows.Where(r => r.Outcome == BankOutcome.Open).ExecuteUpdateAsync(set => set.SetProperty(r => r.Outcome, outcome).SetProperty(r => r.Remark, said), cancel);
        if (moved != numbers.Count || settled != numbers.Count) throw new DbUpdateConcurrencyException("A payment moved while its result was being entered.");
    }
}
