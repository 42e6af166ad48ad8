using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Tests.Support;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static HonourWall.Admin.Tests.Disbursements.PayRoom;

namespace HonourWall.Admin.Tests.Disbursements;

/// <summary>An answer of the bank names no file: which of two it is about.</summary>
public class BankAnswerTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_answer_that_was_entered_for_another_cycle_or_attempt_is_known_again_and_enters_nothing_unasked(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 6);
        var (spring, may) = (await pay.ApprovedAsync(), await pay.ApprovedAsync(purpose: "五一"));
        Must(await pay.MakeFilesAsync(spring));
        // Everything failed: the same people, accounts and amounts go to the bank again.
        Must(await pay.ReturnAsync((await pay.FilesAsync(spring))[0], sure: false, 1, 2, 3, 4, 5, 6));
        Must(await pay.MakeFilesAsync(may));
        foreach (var row in await pay.RowsAsync(spring)) Must(await pay.InAsync(pay.Clerk, db => pay.Payments.ResendAsync(db, row.Id, default)));
        Must(await pay.MakeFilesAsync(spring));
        var (again, other) = ((await pay.FilesAsync(spring))[1], (await pay.FilesAsync(may))[0]);
        foreach (var (file, cycle) in ((BankFile, Cycle)[])[(again, spring), (other, may)])
        {
            Assert.Contains("传错了文件", await pay.ReturnAsync(file, sure: false, 1, 2, 3, 4, 5, 6), StringComparison.Ordinal);
            Assert.Equal((0, 0, 6), Count(await pay.RowsAsync(cycle)));
        }
        // The same one for the same file is nothing new, and whoever has asked the bank may enter it.
        Must(await pay.ReturnAsync((await pay.FilesAsync(spring))[0], sure: false, 1, 2, 3, 4, 5, 6));
        Must(await pay.ReturnAsync(other, sure: true, 1, 2, 3, 4, 5, 6));
        Assert.Equal((0, 6, 0), Count(await pay.RowsAsync(may)));
        Must(await pay.ReturnAsync(again, sure: false));
        Assert.Equal((6, 0, 0), Count(await pay.RowsAsync(spring)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_the_bank_says_of_a_failure_is_kept_without_the_numbers_in_it(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 5);
        var cycle = await pay.ApprovedAsync();
        Must(await pay.MakeFilesAsync(cycle));
        var file = (await pay.FilesAsync(cycle))[0];
        await using var db = pay.As(pay.Payer);
        var id = await pay.Returns.KeepAsync(db, file, new(["序号", "姓名", "金额", "结果", "失败原因"], [["1", "测试00001", "500.00", "失败", $"帐号{CardOf(1)}与证件{IdNumberOf(1)}不符"]]), default);
        Must((await pay.Returns.ApplyAsync(db, id, null, default)).Refused);
        var said = new[] { (await pay.RowsAsync(cycle))[0].BankRemark, (await db.Set<BankFileRow>().AsNoTracking().SingleAsync(r => r.BankFileId == file.Id && r.RowNumber == 1)).Remark };
        Assert.All(said, words => Assert.Equal($"帐号************{CardOf(1)[^4..]}与证件**************{IdNumberOf(1)[^4..]}不符", words));
    }

    /// <summary>Whichever is uploaded first: called failed by the answer to another file, people would be sent again and paid twice.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_answer_that_fits_two_files_at_the_bank_enters_nothing_before_somebody_has_said_which_it_is(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 6);
        var (spring, may) = (await pay.ApprovedAsync(), await pay.ApprovedAsync(purpose: "五一"));
        var sent = Beijing.Day(pay.Room.Clock.Now);
        Must(await pay.MakeFilesAsync(spring));
        pay.Room.Clock.Now += TimeSpan.FromDays(2);
        Must(await pay.MakeFilesAsync(may));
        var (first, second) = ((await pay.FilesAsync(spring))[0], (await pay.FilesAsync(may))[0]);
        await using var db = pay.As(pay.Payer);
        async Task<(Guid Id, ReturnDoubt? Doubt)> KeepAsync(BankFile file, string[] header, Func<int, string[]> row, int rows = 6)
        {
            var id = await pay.Returns.KeepAsync(db, file, new([.. header], [.. Enumerable.Range(1, rows).Select(row)]), default);
            var found = await pay.Returns.FindAsync(db, id, default) ?? throw new InvalidOperationException();
            Assert.Empty(found.Plan.Errors);
            return (id, found.Plan.Doubt);
        }
        foreach (var file in (BankFile[])[first, second])
        {
            var byAccount = await KeepAsync(file, ["序号", "帐号", "金额", "结果"], n => [$"{n}", CardOf(n), "500.00", n == 3 ? "失败" : "成功"]);
            var failedAlone = await KeepAsync(file, ["序号", "姓名", "金额", "结果"], n => [$"{n}", $"测试{n:D5}", "500.00", "失败"], rows: 2);
            foreach (var (id, doubt) in ((Guid, ReturnDoubt?)[])[byAccount, failedAlone])
            {
                Assert.Equal(ReturnDoubt.Fits, doubt?.Code);
                Assert.Contains("传错了文件", (await pay.Returns.ApplyAsync(db, id, null, default)).Refused, StringComparison.Ordinal);
                // Another question was answered than the one that is asked.
                Assert.NotNull((await pay.Returns.ApplyAsync(db, id, ReturnDoubt.Entered, default)).Refused);
            }
        }
        foreach (var cycle in (Cycle[])[spring, may]) Assert.Equal((0, 0, 6), Count(await pay.RowsAsync(cycle)));
        // A date says it: the bank did not have the second file yet.
        var dated = await KeepAsync(first, ["序号", "帐号", "金额", "结果", "交易日期"], n => [$"{n}", CardOf(n), "500.00", n == 3 ? "失败" : "成功", $"{sent:yyyy-MM-dd}"]);
        Assert.Null(dated.Doubt);
        Must((await pay.Returns.ApplyAsync(db, dated.Id, null, default)).Refused);
        Assert.Equal((5, 1, 0), Count(await pay.RowsAsync(spring)));
        // The first one has its answer; nothing else waits.
        Must(await pay.ReturnAsync(second, sure: false, 1));
        Assert.Equal((5, 1, 0), Count(await pay.RowsAsync(may)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_answer_from_before_the_file_and_one_with_two_results_enter_nothing(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 5);
        var cycle = await pay.ApprovedAsync();
        Must(await pay.MakeFilesAsync(cycle));
        var file = (await pay.FilesAsync(cycle))[0];
        await using var db = pay.As(pay.Payer);
        var day = Beijing.Day(pay.Room.Clock.Now);
        Task<ReturnPlan> Plan(string[] header, params string[][] rows) => ReturnPlan.MakeAsync(db, pay.Files, file, new([.. header], [.. rows]), default);
        var plan = await Plan(["序号", "帐号", "金额", "结果", "交易日期"], ["1", CardOf(1), "500.00", "成功", $"{day.AddDays(-1):yyyy-MM-dd}"], ["2", CardOf(2), "500.00", "成功", $"{day:yyyy-MM-dd} 10:00:00"], ["3", CardOf(3), "500.00", "成功", $"{day:yyyyMMdd}"]);
        Assert.Equal([(1, 4)], plan.Errors.Select(e => (e.Row, e.Column)));
        Assert.Contains("另一个文件的回盘", plan.Errors[0].Message, StringComparison.Ordinal);
        Assert.Contains("若是合计或说明，请删去", Assert.Single((await Plan(["序号", "帐号", "金额", "结果"], ["1", CardOf(1), "500.00", "成功"], ["", "合计", "500.00", ""])).Errors).Message, StringComparison.Ordinal);
        Assert.Contains("两列说结果", Assert.Single((await Plan(["序号", "帐号", "金额", "交易状态", "处理结果"], ["1", CardOf(1), "500.00", "成功", "失败"])).Errors).Message, StringComparison.Ordinal);
    }

    private static (int Paid, int Failed, int Open) Count(List<Disbursement> rows) => (rows.Count(r => r.State == DisbursementState.Paid), rows.Count(r => r.State == DisbursementState.Failed), rows.Count(r => r.State == DisbursementState.InFile));
}
