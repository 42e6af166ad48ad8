using HonourWall.Admin.Data;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>
/// Why an answer of the bank may be meant for another file than the one it was uploaded for, although it fits that one to the digit. Whoever enters it has to say that
/// it is not.
/// </summary>
/// <param name="Code">Which question it is: what was said to one question answers no other that has come up meanwhile.</param>
/// <param name="Words">What is so, for the page.</param>
public sealed record ReturnDoubt(string Code, string Words)
{
    /// <summary>Just this answer was entered for another file before.</summary>
    public const string Entered = "entered";

    /// <summary>Another file still waits for its answer, and this one fits it as well.</summary>
    public const string Fits = "fits";

    /// <param name="digest">Of the answer, as in <see cref="BankAnswer.Digest"/>.</param>
    public static async Task<ReturnDoubt?> FindAsync(AdminDb db, BankFile file, ReturnPlan plan, string digest, CancellationToken cancel) =>
        await FindEnteredAsync(db, file, digest, cancel) ?? await FindWaitingAsync(db, file, plan, cancel);

    private static async Task<ReturnDoubt?> FindEnteredAsync(AdminDb db, BankFile file, string digest, CancellationToken cancel) =>
        await db.Set<BankAnswer>().Where(a => a.Digest == digest && a.BankFileId != file.Id).OrderByDescending(a => a.EnteredAt)
            .Join(db.Set<BankFile>(), a => a.BankFileId, f => f.Id, (a, f) => new { a.EnteredAt, f.Number, f.CycleId }).Join(db.Set<Cycle>(), f => f.CycleId, c => c.Id, (f, c) => new { f.EnteredAt, f.Number, Cycle = c })
            .FirstOrDefaultAsync(cancel) is { } twin
            ? new(Entered, $"这份回盘与 {Beijing.Minute(twin.EnteredAt)} 登记在“{twin.Cycle.Title}”第 {twin.Number} 号文件上的逐字相同。同样的人领同样的数额时，两次的回盘可能真的一样；也可能是传错了文件，银行还没有答复这一次。")
            : null;

    // The same people get the same amounts at two festivals, and both files are at the bank: nothing in the answer says which of them it is about.
    private static async Task<ReturnDoubt?> FindWaitingAsync(AdminDb db, BankFile file, ReturnPlan plan, CancellationToken cancel)
    {
        if (plan.Results.IsEmpty) return null;
        var numbers = plan.Results.Select(r => r.Number).ToList();
        var lines = await LinesOfAsync(db, db.Set<BankFile>().Where(f => f.Id == file.Id), cancel);
        var said = lines.Where(l => numbers.Contains(l.Number)).ToDictionary(l => l.Number);
        // What the bank did before it had a file is no answer to that one.
        var before = new DateTimeOffset((plan.Earliest ?? DateOnly.MaxValue.AddDays(-1)).AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));
        var paying = db.Set<Cycle>().Where(c => c.State == CycleState.Paying).Select(c => c.Id);
        var others = await LinesOfAsync(db, db.Set<BankFile>().Where(f => f.Id != file.Id && f.MadeAt < before && paying.Contains(f.CycleId)), cancel);
        bool IsSame(Line a, Line b) => a.AmountFen == b.AmountFen && (plan.ByAccount ? a.Account == b.Account : a.Name == b.Name);
        var fit = others.Where(l => said.TryGetValue(l.Number, out var ours) && IsSame(l, ours)).CountBy(l => l.File).FirstOrDefault(f => f.Value == said.Count).Key;
        if (fit == default) return null;
        var waiting = await db.Set<BankFile>().AsNoTracking().SingleAsync(f => f.Id == fit, cancel);
        var cycle = await db.Set<Cycle>().AsNoTracking().SingleAsync(c => c.Id == waiting.CycleId, cancel);
        return new(Fits, $"这份回盘与“{cycle.Title}”第 {waiting.Number} 号文件也逐笔相符，那一份银行还没有答复：从内容看不出它答复的是哪一份。传错了文件，失败的人会被重发，可能领两次。");
    }

    private static Task<List<Line>> LinesOfAsync(AdminDb db, IQueryable<BankFile> files, CancellationToken cancel) =>
        db.Set<BankFileRow>().Where(r => r.Outcome == BankOutcome.Open && files.Any(f => f.Id == r.BankFileId))
            .Join(db.Set<Disbursement>(), r => r.DisbursementId, d => d.Id, (r, d) => new Line(r.BankFileId, r.RowNumber, r.AccountIndex, d.Name, d.AmountFen)).ToListAsync(cancel);

    private sealed record Line(Guid File, int Number, string Account, string Name, long AmountFen);
}
