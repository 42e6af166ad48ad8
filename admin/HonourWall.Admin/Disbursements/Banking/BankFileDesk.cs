using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements.Snapshots;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>Makes the files for the bank from approved rows, and gives them out: the same bytes each time, or none.</summary>
public sealed class BankFileDesk(SnapshotChecker checker, SnapshotSigner signer, DisbursementRules rules, HoldDesk holds, Vault vault, TimeProvider clock)
{
    /// <summary>Checks every approved row once more and puts the good ones into files, in one transaction.</summary>
    /// <param name="seen">The sum that the page showed.</param>
    /// <returns>Why not.</returns>
    public async Task<string?> MakeAsync(AdminDb db, Guid id, IBankFileAdapter adapter, Money seen, CancellationToken cancel)
    {
        try
        {
            return await MakeOnceAsync(db, id, adapter, seen, cancel);
        }
        catch (Exception e) when (DatabaseConflict.IsOvertaken(e))
        {
            db.Forget();
            return "其中一笔的情况刚刚变了，没有生成文件。请核对后再生成。";
        }
    }

    private async Task<string?> MakeOnceAsync(AdminDb db, Guid id, IBankFileAdapter adapter, Money seen, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (cycle, refused) = await CycleLock.TakeAsync(db, id, CycleMove.MakeFiles, cancel);
        if (cycle is null || refused is not null) return refused ?? "没有这一批，或它不在您的组织范围内。";
        if (await CycleDuties.TakeAsync(db, cycle, Duty.Payer, cancel) is { } other) return other;
        var findings = await checker.CheckAsync(db, cycle, DisbursementState.Approved, await rules.FrozenAsync(db, cycle, cancel), cancel);
        if (findings.Holds.Count > 0)
        {
            db.Forget();
            await holds.HoldAsync(db, cycle, findings.Holds, cancel);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return $"有 {findings.Holds.Count} 笔在批准后情况变了，已暂扣，预算已退回。没有生成文件，请核对新的合计后再生成。";
        }
        var rows = findings.Rows;
        var sum = rows.Aggregate(Money.Zero, (total, row) => total + row.Amount);
        if (rows.Count == 0) return "没有待付的人。文件可能刚刚生成过：请看下面的“银行文件”。";
        if (sum != seen) return $"合计已变为 {sum} 元（您看到的是 {seen} 元），没有生成文件。请核对后再办。";
        if (FileSplit.Sizes(rows.Count, adapter.MinimumRows, adapter.MaximumRows) is not { } sizes)
            return rows.Count < adapter.MinimumRows ? $"只有 {rows.Count} 笔，这种文件至少要 {adapter.MinimumRows} 笔。请改用“逐笔转账清单”，或等重发的人多了再生成。" : $"有 {rows.Count} 笔，这种清单最多 {adapter.MaximumRows} 笔。请改用批量代发。";
        if (await TakeApplicationsAsync(db, rows, cancel) is { } conflict) return conflict;
        await WriteAsync(db, cycle, adapter, rows, sizes, cancel);
        cycle.State = CycleState.Paying;
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>The bytes of a file, made again from its rows; on record before they leave.</summary>
    /// <returns>The bytes, or why not.</returns>
    public async Task<(byte[]? Bytes, string? Refused)> TakeAsync(AdminDb db, BankFile file, CancellationToken cancel)
    {
        var cycle = await db.Set<Cycle>().SingleAsync(c => c.Id == file.CycleId, cancel);
        if (await CycleDuties.TakeAsync(db, cycle, Duty.Payer, cancel) is { } other) return (null, other);
        var lines = await LinesAsync(db, file, cancel);
        if (!IsWhole(file, lines))
        {
            db.Forget();
            db.Note(new(AuditAction.BankFileTaken, "bank_files", file.Id.ToString(), "failed", "signature"));
            await db.SaveChangesAsync(cancel);
            return (null, "文件的内容与签名不符：生成之后有数据被改动。不能下载，请告诉审计管理员。");
        }
        db.Note(new(AuditAction.BankFileTaken, "bank_files", file.Id.ToString(), Detail: $"rows:{file.Count} digest:{file.Digest}"));
        await db.SaveChangesAsync(cancel);
        return (BankFileAdapters.Get(file.Adapter).Write(lines), null);
    }

    /// <summary>A file's lines in the clear, in their order.</summary>
    public async Task<List<BankLine>> LinesAsync(AdminDb db, BankFile file, CancellationToken cancel)
    {
        var rows = await db.Set<BankFileRow>().AsNoTracking().Where(r => r.BankFileId == file.Id).OrderBy(r => r.RowNumber)
            .Join(db.Set<Disbursement>().AsNoTracking(), r => r.DisbursementId, d => d.Id, (r, d) => new { Row = r, Payment = d }).OrderBy(pair => pair.Row.RowNumber).ToListAsync(cancel);
        return [.. rows.Select(pair => (pair.Row, pair.Payment.Amount, Payee: FrozenPayee.Open(vault, pair.Payment, OpenPurpose.OfficialFile)))
            .Select(line => new BankLine(line.Row.RowNumber, line.Payee.Name, vault.Open(BankFileRow.AccountField, line.Row.Id, line.Row.Account, OpenPurpose.OfficialFile), line.Amount, line.Payee.IdNumber))];
    }

    public bool IsWhole(BankFile file, IReadOnlyList<BankLine> lines) =>
        string.Equals(Digest(lines), file.Digest, StringComparison.Ordinal) && signer.Verify(file.Signature, Fields(file.CycleId, file.Number, file.Adapter, file.Count, file.TotalFen, file.Digest));

    private async Task WriteAsync(AdminDb db, Cycle cycle, IBankFileAdapter adapter, List<Disbursement> rows, IReadOnlyList<int> sizes, CancellationToken cancel)
    {
        var number = await db.Set<BankFile>().Where(f => f.CycleId == cycle.Id).MaxAsync(f => (int?)f.Number, cancel) ?? 0;
        var at = 0;
        foreach (var size in sizes)
        {
            var (chunk, lines) = (rows.GetRange(at, size), new List<BankLine>(size));
            at += size;
            var fileId = Guid.CreateVersion7();
            foreach (var (row, i) in chunk.Select((row, i) => (row, i)))
            {
                var payee = FrozenPayee.Open(vault, row, OpenPurpose.OfficialFile);
                lines.Add(new(i + 1, payee.Name, payee.Account, row.Amount, payee.IdNumber));
                var rowId = Guid.CreateVersion7();
                db.Set<BankFileRow>().Add(new()
                {
                    Id = rowId,
                    BankFileId = fileId,
                    OrganisationPath = cycle.OrganisationPath,
                    RowNumber = i + 1,
                    DisbursementId = row.Id,
                    Attempt = row.Attempt,
                    Account = vault.Seal(BankFileRow.AccountField, rowId, payee.Account),
                    AccountIndex = vault.Index(BankFileRow.AccountField, payee.Account),
                });
            }
            var (digest, total) = (Digest(lines), lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount).Fen);
            number++;
            db.Set<BankFile>().Add(new()
            {
                Id = fileId,
                CycleId = cycle.Id,
                OrganisationPath = cycle.OrganisationPath,
                Number = number,
                Adapter = adapter.Code,
                Count = size,
                TotalFen = total,
                Digest = digest,
                Signature = signer.Sign(Fields(cycle.Id, number, adapter.Code, size, total, digest)),
                MadeBy = db.Actor.AccountId ?? throw new InvalidOperationException("Bank files are made by people."),
                MadeAt = clock.GetUtcNow(),
            });
            db.Note(new(AuditAction.BankFileMade, "bank_files", fileId.ToString(), Detail: string.Create(CultureInfo.InvariantCulture, $"cycle:{cycle.Id} number:{number} rows:{size} fen:{total} digest:{digest}")));
        }
        foreach (var chunk in rows.Chunk(500))
        {
            var ids = chunk.Select(r => r.Id).ToList();
            var sent = await db.Set<Disbursement>().Where(d => ids.Contains(d.Id) && d.State == DisbursementState.Approved).ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DisbursementState.InFile), cancel);
            if (sent != chunk.Length) throw new DbUpdateConcurrencyException("A payment moved while its file was being made.");
        }
    }

    // The payer of an application is none of those who took it in or reviewed it: its table of hands refuses a second position to an account.
    private static async Task<string?> TakeApplicationsAsync(AdminDb db, List<Disbursement> rows, CancellationToken cancel)
    {
        var who = db.Actor.AccountId ?? throw new InvalidOperationException("Bank files are made by people.");
        foreach (var chunk in rows.Where(r => r.ApplicationId is not null).Chunk(500))
        {
            var ids = chunk.Select(r => r.ApplicationId ?? Guid.Empty).ToList();
            var hands = await db.Set<ApplicationHand>().Where(h => ids.Contains(h.ApplicationId) && h.AccountId == who).ToDictionaryAsync(h => h.ApplicationId, h => h.Position, cancel);
            if (hands.Values.Any(position => position != ApplicationPosition.Payer)) return "其中有您经办或审核过的申请，须由另一人付款。";
            var paths = await db.Set<Application>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.OrganisationPath, cancel);
            foreach (var id in ids.Where(id => !hands.ContainsKey(id)))
                db.Set<ApplicationHand>().Add(new() { ApplicationId = id, AccountId = who, OrganisationPath = paths[id], Position = ApplicationPosition.Payer });
        }
        return null;
    }

    private static string Digest(IReadOnlyList<BankLine> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(BankFileAdapters.Text(lines))));

    private static string[] Fields(Guid cycle, int number, string adapter, int count, long total, string digest) =>
        ["bank-file", cycle.ToString("N"), number.ToString(CultureInfo.InvariantCulture), adapter, count.ToString(CultureInfo.InvariantCulture), total.ToString(CultureInfo.InvariantCulture), digest];
}
