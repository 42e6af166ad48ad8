using System.Globalization;
using System.Text;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Disbursements.Snapshots;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Statistics;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HonourWall.Admin.Tests.Disbursements;

/// <summary>A running room's database, looked at from outside its server: where its cycle stands, and whether the books are in order.</summary>
public sealed class Books
{
    /// <summary>Years of their own beside the demonstration's, one after the other back from the last: each has three festivals to pay.</summary>
    private const int FirstYear = 2011, LastYear = 2020;

    private static readonly string[] Festivals = ["春节", "五一", "十一"];

    private readonly AdminDbFactory _databases;
    private readonly KeyRing _ring;
    private readonly Vault _vault;
    private readonly SnapshotSigner _signer;
    private readonly AuditAnchor _anchor;

    public Books(DataFolder folder, string? connection)
    {
        _ring = KeyRing.Open(folder.Keys);
        _vault = new(_ring);
        _signer = new(_ring);
        _databases = new(DatabaseAddress.From(connection, folder), new(_ring, TimeProvider.System));
        _anchor = new(folder.Anchors, _ring, TimeProvider.System);
    }

    private AdminDb Open() => _databases.Open(Actor.System("books"));

    /// <summary>A budget of each year for everything that the test will pay in district 1.</summary>
    public async Task AddBudgetsAsync()
    {
        await using var db = Open();
        var (clerk, second) = (await db.Accounts.SingleAsync(a => a.Login == "jingban1"), await db.Accounts.SingleAsync(a => a.Login == "fushen1"));
        foreach (var year in Enumerable.Range(FirstYear, LastYear - FirstYear + 1))
            db.Set<Budget>().Add(new() { OrganisationId = clerk.OrganisationId, OrganisationPath = clerk.OrganisationPath, Year = year, Source = BudgetSources.Granted, Basis = "测试文号", AmountFen = 1_000_000_00, ConfirmedBy = second.Id, CreatedAt = clerk.CreatedAt });
        await db.SaveChangesAsync();
    }

    /// <summary>The cycle that is open with the file that has no answer; else the budget, year and purpose of the next one, until all have been paid.</summary>
    public async Task<(Cycle? Cycle, BankFile? Open, Budget? Budget, string Purpose)> WhereAsync()
    {
        await using var db = Open();
        var cycles = await db.Set<Cycle>().AsNoTracking().Where(c => c.Year >= FirstYear && c.Year <= LastYear).OrderBy(c => c.CreatedAt).ToListAsync();
        var cycle = cycles.FirstOrDefault(c => c.State != CycleState.Closed);
        var file = cycle is null ? null : await db.Set<BankFile>().AsNoTracking().FirstOrDefaultAsync(f => f.CycleId == cycle.Id && db.Set<BankFileRow>().Any(r => r.BankFileId == f.Id && r.Outcome == BankOutcome.Open));
        // A fourth cycle of a year would have nobody to pay, and be refused for ever.
        var year = LastYear - (cycles.Count / Festivals.Length);
        var budget = year < FirstYear ? null : await db.Set<Budget>().AsNoTracking().SingleAsync(b => b.Year == year);
        return (cycle, file, budget, Festivals[cycles.Count % Festivals.Length]);
    }

    public async Task<Money> SumAsync(Guid cycle, DisbursementState state)
    {
        await using var db = Open();
        return new(await db.Set<Disbursement>().Where(d => d.CycleId == cycle && d.State == state).SumAsync(d => d.AmountFen));
    }

    /// <summary>The bank has paid everybody in a file.</summary>
    public async Task<byte[]> AnswerAsync(BankFile file)
    {
        await using var db = Open();
        return Encoding.UTF8.GetBytes("序号,帐号,金额,结果\n" + string.Concat((await LinesAsync(db, file)).Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Number},{l.Account},{l.Amount},成功\n"))));
    }

    public async Task<int> CountPaidAsync()
    {
        await using var db = Open();
        return await db.Set<Disbursement>().CountAsync(d => d.State == DisbursementState.Paid);
    }

    /// <summary>Everything that must be true at every moment.</summary>
    public async Task GoThroughAsync()
    {
        await using var db = Open();
        var cycles = await db.Set<Cycle>().AsNoTracking().ToListAsync();
        var rows = (await db.Set<Disbursement>().AsNoTracking().ToListAsync()).ToLookup(d => d.CycleId);
        var bank = (await db.Set<BankFileRow>().AsNoTracking().ToListAsync()).ToLookup(r => r.DisbursementId);
        foreach (var cycle in cycles)
        {
            var own = rows[cycle.Id].OrderBy(r => r.RowNumber).ToList();
            if (cycle.State == CycleState.Draft) Assert.Empty(own);
            if (cycle.State is CycleState.Frozen) Assert.True(_signer.IsCycle("freeze", cycle.Snapshot, cycle, own), "a frozen cycle is whole and signed");
            foreach (var row in own)
            {
                Assert.True(_signer.IsRow(cycle, row, FrozenPayee.Open(_vault, row, OpenPurpose.Internal)));
                var standing = bank[row.Id].Where(r => r.Outcome != BankOutcome.Failed).ToList();
                Assert.Equal(row.State is DisbursementState.InFile or DisbursementState.Paid ? 1 : 0, standing.Count);
                if (row.State == DisbursementState.Paid) Assert.Equal(BankOutcome.Paid, standing[0].Outcome);
                if (row.State == DisbursementState.InFile) Assert.Equal(BankOutcome.Open, standing[0].Outcome);
            }
        }
        // Nobody twice for the same purpose, by entry and by ID number.
        foreach (var person in rows.SelectMany(r => r).Where(r => bank[r.Id].Any(b => b.Outcome != BankOutcome.Failed)).GroupBy(r => (r.Claim, r.PayeeIndex))) Assert.Single(person);
        foreach (var budget in await db.Set<Budget>().AsNoTracking().ToListAsync())
        {
            var taken = cycles.Where(c => c.BudgetId == budget.Id).SelectMany(c => rows[c.Id]).Where(r => r.State.TakesBudget()).Aggregate(Money.Zero, (sum, r) => sum + r.Amount);
            Assert.Equal(taken, budget.Committed);
        }
        foreach (var file in await db.Set<BankFile>().AsNoTracking().ToListAsync())
        {
            var lines = await LinesAsync(db, file);
            Assert.Equal((file.Count, file.TotalFen), (lines.Count, lines.Aggregate(Money.Zero, (sum, l) => sum + l.Amount).Fen));
        }
        await CompareFiguresAsync(db, cycles, rows);
        Assert.Empty(await AuditVerifier.VerifyAsync(db, _ring, _anchor));
    }

    // The kept figures are what a count of all payments gives.
    private static async Task CompareFiguresAsync(AdminDb db, List<Cycle> cycles, ILookup<Guid, Disbursement> rows)
    {
        var titles = await db.Set<Application>().ToDictionaryAsync(a => a.Id, a => a.BenefitTitle);
        var paid = cycles.SelectMany(c => rows[c.Id].Where(r => r.State == DisbursementState.Paid).Select(r => (Cycle: c, Row: r, Kind: r.ApplicationId is { } id ? titles[id] : c.Programme.ToString()))).ToList();
        Assert.Equal(paid.GroupBy(p => (p.Cycle.Id, p.Kind)).Select(g => (g.Key, g.Count(), g.Sum(p => p.Row.AmountFen))).Order(), (await db.Set<PaidSum>().ToListAsync()).Select(s => ((s.CycleId, s.Kind), s.Visits, s.Fen)).Order());
        Assert.Equal(
            paid.SelectMany(p => p.Cycle.OrganisationPath.Split('.', StringSplitOptions.RemoveEmptyEntries).Select((_, depth) => string.Concat(p.Cycle.OrganisationPath.Split('.').Take(depth + 1).Select(part => part + "."))).SelectMany(path => new[] { p.Kind, "" }.Select(kind => (path, kind, p.Row.PersonId, p.Cycle.Year))))
                .GroupBy(p => (p.path, p.kind, p.PersonId)).Select(g => (g.Key, g.Select(p => p.Year).Distinct().Sum(PaidPerson.Bit))).Order(),
            (await db.Set<PaidPerson>().ToListAsync()).Select(p => ((p.OrganisationPath, p.Kind, p.PersonId), p.Years)).Order());
    }

    private async Task<List<BankLine>> LinesAsync(AdminDb db, BankFile file)
    {
        var rows = await db.Set<BankFileRow>().AsNoTracking().Where(r => r.BankFileId == file.Id).OrderBy(r => r.RowNumber).ToListAsync();
        var payments = await db.Set<Disbursement>().AsNoTracking().Where(d => d.CycleId == file.CycleId).ToDictionaryAsync(d => d.Id);
        return [.. rows.Select(r => new BankLine(r.RowNumber, payments[r.DisbursementId].Name, _vault.Open(BankFileRow.AccountField, r.Id, r.Account, OpenPurpose.Internal), payments[r.DisbursementId].Amount, ""))];
    }
}
