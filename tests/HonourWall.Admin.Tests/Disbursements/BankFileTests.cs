using System.Globalization;
using System.Text;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Disbursements.Banking;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static HonourWall.Admin.Tests.Disbursements.PayRoom;

namespace HonourWall.Admin.Tests.Disbursements;

/// <summary>What the bank gets, and what becomes of its answer.</summary>
public class BankFileTests
{
    static BankFileTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, "5")]
    [InlineData(1000, "1000")]
    [InlineData(1001, "501 500")]
    [InlineData(1004, "502 502")]
    [InlineData(2001, "667 667 667")]
    [InlineData(13000, "1000 1000 1000 1000 1000 1000 1000 1000 1000 1000 1000 1000 1000")]
    public void Payments_are_divided_so_that_no_file_is_too_small(int count, string? sizes) =>
        Assert.Equal(sizes, FileSplit.Sizes(count, 5, 1000) is { } found ? string.Join(' ', found) : null);

    [Fact]
    public void Every_number_of_payments_is_divided_within_the_limits()
    {
        for (var count = 5; count <= 20_000; count++)
        {
            var sizes = FileSplit.Sizes(count, 5, 1000);
            Assert.NotNull(sizes);
            Assert.True(sizes.Sum() == count && sizes.All(s => s is >= 5 and <= 1000), count.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_file_has_the_columns_that_the_bank_takes_and_the_same_bytes_each_time(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 4);
        await using (var db = pay.Room.Everything())
        {
            pay.Add(db, pay.District, 9, form => form with { Name = "阿依　古丽·测试 九" });
            await db.SaveChangesAsync();
        }
        var cycle = await pay.ApprovedAsync(amount: "1234.5");
        Must(await pay.MakeFilesAsync(cycle));
        var file = (await pay.FilesAsync(cycle))[0];
        var bytes = await BytesAsync(pay, file);
        var lines = Encoding.GetEncoding("GB18030").GetString(bytes).Split("\r\n");
        Assert.Equal("序号|姓名|帐号|金额|身份证", lines[0]);
        Assert.Equal($"1|测试00001|{CardOf(1)}|1234.50|{IdNumberOf(1)}", lines[1]);
        Assert.Contains($"5|阿依古丽·测试九|{CardOf(9)}|1234.50|{IdNumberOf(9)}", lines);
        Assert.Equal(bytes, await BytesAsync(pay, file));
        Assert.Equal(6172_50, file.TotalFen);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Under_five_payments_go_as_single_transfers_and_not_otherwise(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 4);
        var cycle = await pay.ApprovedAsync();
        Assert.Contains("至少要 5 笔", await pay.MakeFilesAsync(cycle), StringComparison.Ordinal);
        Must(await pay.MakeFilesAsync(cycle, "single-transfers"));
        Must(await pay.ReturnAsync((await pay.FilesAsync(cycle))[0]));
        Assert.All(await pay.RowsAsync(cycle), row => Assert.Equal(DisbursementState.Paid, row.State));
    }

    [Fact]
    public async Task Who_makes_the_files_in_a_second_window_is_told_that_they_are_there()
    {
        await using var pay = await OpenAsync(DatabaseKind.Sqlite);
        var cycle = await pay.ApprovedAsync();
        var seen = await pay.SumAsync(cycle, DisbursementState.Approved);
        Must(await pay.MakeFilesAsync(cycle));
        Assert.Contains("文件可能刚刚生成过", await pay.InAsync(pay.Payer, db => pay.Files.MakeAsync(db, cycle.Id, BankFileAdapters.Get("bank-text"), seen, default)), StringComparison.Ordinal);
        Assert.Single(await pay.FilesAsync(cycle));
    }

    [Theory]
    [InlineData("6.22202000000001E+18", "15 位以后的已经丢失")]
    [InlineData("cut", "15 位以后的已经丢失")]
    [InlineData("6222020000000012", "帐号与发出的不同")]
    public async Task An_account_that_became_a_number_in_the_answer_is_named_as_that(string account, string expected)
    {
        await using var pay = await OpenAsync(DatabaseKind.Sqlite);
        var cycle = await pay.ApprovedAsync();
        Must(await pay.MakeFilesAsync(cycle));
        var file = (await pay.FilesAsync(cycle))[0];
        await using var db = pay.As(pay.Payer);
        var line = (await pay.Files.LinesAsync(db, file, default))[0];
        var plan = await ReturnPlan.MakeAsync(db, pay.Files, file, new(["序号", "帐号", "金额", "结果"], [["1", account == "cut" ? line.Account[..15] + new string('0', line.Account.Length - 15) : account, line.Amount.ToString(), "成功"]]), default);
        Assert.Contains(expected, Assert.Single(plan.Errors).Message, StringComparison.Ordinal);
        Assert.Empty(plan.Results);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_amount_or_an_account_edited_in_the_database_stops_the_approval_and_the_file(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 6);
        var cycle = await pay.DraftAsync();
        Must(await pay.FreezeAsync(cycle));
        Must(await pay.ReviewAsync(cycle));
        await using (var db = pay.Room.Everything()) await db.Set<Disbursement>().Where(d => d.RowNumber == 1).ExecuteUpdateAsync(set => set.SetProperty(d => d.AmountFen, 999_00));
        Assert.Contains("已暂扣", await pay.ApproveAsync(cycle), StringComparison.Ordinal);
        Assert.Equal(Hold.BrokenSignature, (await pay.RowsAsync(cycle))[0].Hold);
        Must(await pay.ApproveAsync(cycle));
        // After the approval, an account of another row, sealed for this one by somebody who has the data key.
        await using (var db = pay.Room.Everything())
        {
            var row = await db.Set<Disbursement>().SingleAsync(d => d.RowNumber == 3);
            row.Account = pay.Room.Vault.Seal(Disbursement.AccountField, row.Id, CardOf(77));
            await db.SaveChangesAsync();
        }
        Assert.Contains("已暂扣", await pay.MakeFilesAsync(cycle), StringComparison.Ordinal);
        Assert.Equal(Hold.BrokenSignature, (await pay.RowsAsync(cycle))[2].Hold);
        Must(await pay.MakeFilesAsync(cycle, (await pay.RowsAsync(cycle)).Count(r => r.State == DisbursementState.Approved) < 5 ? "single-transfers" : "bank-text"));
        // And after the file: it is not given out.
        var file = (await pay.FilesAsync(cycle))[0];
        await using (var db = pay.Room.Everything()) await db.Set<Disbursement>().Where(d => d.RowNumber == 2).ExecuteUpdateAsync(set => set.SetProperty(d => d.AmountFen, 999_00));
        await using var payer = pay.As(pay.Payer);
        Assert.Null((await pay.Files.TakeAsync(payer, file, default)).Bytes);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Partial_answers_add_up_a_repeated_one_changes_nothing_and_a_contradiction_is_refused(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 6);
        var cycle = await pay.ApprovedAsync();
        Must(await pay.MakeFilesAsync(cycle));
        var file = (await pay.FilesAsync(cycle))[0];
        Must(await AnswerAsync(pay, file, (1, "成功"), (2, "失败")));
        Assert.Equal((1, 1, 4), Count(await pay.RowsAsync(cycle)));
        Must(await AnswerAsync(pay, file, (1, "成功"), (2, "失败")));
        Assert.Equal((1, 1, 4), Count(await pay.RowsAsync(cycle)));
        Assert.NotNull(await AnswerAsync(pay, file, (1, "失败"), (3, "成功")));
        Assert.NotNull(await AnswerAsync(pay, file, (2, "成功"), (3, "成功")));
        Assert.Equal((1, 1, 4), Count(await pay.RowsAsync(cycle)));
        Must(await AnswerAsync(pay, file, (1, "成功"), (2, "失败"), (3, "成功"), (4, "成功"), (5, "成功"), (6, "成功")));
        Assert.Equal((5, 1, 0), Count(await pay.RowsAsync(cycle)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_answer_that_is_not_ours_to_the_digit_is_reported_by_row_and_column_and_nothing_is_entered(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 6);
        var cycle = await pay.ApprovedAsync();
        Must(await pay.MakeFilesAsync(cycle));
        var file = (await pay.FilesAsync(cycle))[0];
        await using var db = pay.As(pay.Payer);
        var plan = await ReturnPlan.MakeAsync(db, pay.Files, file, new(["序号", "帐号", "金额", "结果"],
        [
            ["1", CardOf(1), "500.00", "成功"], ["9", CardOf(1), "500.00", "成功"], ["2", CardOf(3), "500.00", "成功"], ["3", CardOf(3), "500.01", "成功"], ["4", CardOf(4), "500.00", "处理中"], ["1", CardOf(1), "500", "成功"],
        ]), default);
        Assert.Equal([(2, 0), (3, 1), (4, 2), (5, 3), (6, 0)], plan.Errors.Select(e => (e.Row, e.Column)));
        Assert.NotNull(await AnswerAsync(pay, file, (1, "成功"), (7, "成功")));
        Assert.Equal((0, 0, 6), Count(await pay.RowsAsync(cycle)));
        Assert.Contains((await ReturnPlan.MakeAsync(db, pay.Files, file, new(["序号", "金额"], [["1", "500"]]), default)).Errors, e => e.Message.Contains("结果", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_failed_payment_is_corrected_checked_cooled_down_and_sent_again_once(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 6);
        var cycle = await pay.ApprovedAsync();
        Must(await pay.MakeFilesAsync(cycle));
        Must(await pay.ReturnAsync((await pay.FilesAsync(cycle))[0], 2));
        var failed = (await pay.RowsAsync(cycle))[1];
        Assert.Equal(Money.Parse("3000"), await pay.CommittedAsync());
        await ChangeAccountAsync(pay, failed.PersonId, CardOf(88));
        Task<string?> Resend() => pay.InAsync(pay.Clerk, db => pay.Payments.ResendAsync(db, failed.Id, default));
        Assert.Contains("冷静期", await Resend(), StringComparison.Ordinal);
        pay.Room.Clock.Pass(AccountSettlement.Cooling + TimeSpan.FromMinutes(1));
        Assert.Contains("冷静期", await Resend(), StringComparison.Ordinal);
        Task<string?> Check(Actor actor, string typed) => pay.InAsync(actor, db => pay.Payments.CheckAccountAsync(db, failed.PersonId, typed, default));
        Assert.Contains("须由另一人", await Check(pay.Clerk, CardOf(88)), StringComparison.Ordinal);
        Assert.NotNull(await Check(pay.First, CardOf(87)));
        Must(await Check(pay.First, CardOf(88)));
        Must(await Resend());
        Assert.NotNull(await Resend());
        Must(await pay.MakeFilesAsync(cycle, "single-transfers"));
        var files = await pay.FilesAsync(cycle);
        Assert.Contains(CardOf(88), Encoding.UTF8.GetString(Unzipped(await BytesAsync(pay, files[1]))), StringComparison.Ordinal);
        // The old file still shows what was sent then.
        Assert.Contains(CardOf(2), Encoding.GetEncoding("GB18030").GetString(await BytesAsync(pay, files[0])), StringComparison.Ordinal);
        // The old answer comes once more: it says nothing about the new attempt.
        Must(await pay.ReturnAsync(files[0], 2));
        Assert.Equal(DisbursementState.InFile, (await pay.RowsAsync(cycle))[1].State);
        Must(await pay.ReturnAsync(files[1]));
        Assert.All(await pay.RowsAsync(cycle), row => Assert.Equal(DisbursementState.Paid, row.State));
        Must(await pay.InAsync(pay.Clerk, db => pay.Cycles.CloseAsync(db, cycle.Id, default)));
        Assert.Equal(Money.Parse("3000"), await pay.CommittedAsync());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_changed_an_account_may_not_check_it_either_after_a_colleague_merged_something_into_that_entry(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 3);
        Guid[] ids;
        await using (var db = pay.Room.Everything())
        {
            ids = [.. (await db.Persons.OrderBy(p => p.Name).ToListAsync()).Select(p => p.Id)];
            // Two duplicates without numbers: one without a card, one that brings its card.
            foreach (var (serial, card) in ((int, string)[])[(10, ""), (11, CardOf(11))]) pay.Add(db, pay.District, serial, form => form with { IdNumberText = "", BankCard = card });
            await db.SaveChangesAsync();
        }
        await ChangeAccountAsync(pay, ids[0], CardOf(88));
        var colleague = await pay.StaffAsync(pay.District, "colleague", Role.Clerk);
        async Task MergeAsync(Guid into, string duplicate)
        {
            pay.Room.Clock.Pass(TimeSpan.FromMinutes(1));
            await using var db = pay.As(colleague);
            Person Whole(Guid id) => db.Persons.Include(p => p.Honours).Single(p => p.Id == id);
            Must(await pay.Persons.MergeAsync(db, Whole(into), Whole((await db.Persons.SingleAsync(p => p.Name == duplicate)).Id), default));
            await db.SaveChangesAsync();
        }
        await MergeAsync(ids[0], "测试00010");
        Task<string?> Check(Actor actor, Guid person, string typed) => pay.InAsync(actor, db => pay.Payments.CheckAccountAsync(db, person, typed, default));
        Assert.Contains("须由另一人", await Check(pay.Clerk, ids[0], CardOf(88)), StringComparison.Ordinal);
        Must(await Check(colleague, ids[0], CardOf(88)));
        // A card that a merge brought is changed by whoever merged.
        await using (var db = pay.As(pay.Clerk))
        {
            var row = await db.Persons.Include(p => p.Honours).SingleAsync(p => p.Id == ids[1]);
            pay.Persons.Change(db, row, pay.District, new() { Name = row.Name, Status = row.Status.Word(), Unit = row.Unit ?? "", Honours = "全国劳动模范 2010", Removed = [PersonFields.BankCard.Column] });
            await db.SaveChangesAsync();
        }
        await MergeAsync(ids[1], "测试00011");
        Assert.Contains("须由另一人", await Check(colleague, ids[1], CardOf(11)), StringComparison.Ordinal);
        Must(await Check(pay.Clerk, ids[1], CardOf(11)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_typed_an_account_into_a_duplicate_may_not_check_it_after_a_colleague_merged_that(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 2);
        var (colleague, third) = (await pay.StaffAsync(pay.District, "colleague", Role.Clerk), await pay.StaffAsync(pay.District, "third", Role.FirstReviewer));
        foreach (var (serial, changes) in ((int, bool)[])[(1, false), (2, true)])
        {
            Guid stays;
            await using (var db = pay.As(pay.Clerk))
            {
                var row = await db.Persons.Include(p => p.Honours).SingleAsync(p => p.Name == $"测试{serial:D5}");
                stays = row.Id;
                pay.Persons.Change(db, row, pay.District, new() { Name = row.Name, Status = row.Status.Word(), Unit = row.Unit ?? "", Honours = "全国劳动模范 2010", Removed = [PersonFields.BankCard.Column] });
                // Made with the card, or given it later.
                var duplicate = pay.Add(db, pay.District, 10 + serial, form => form with { IdNumberText = "", BankCard = changes ? "" : CardOf(90 + serial) });
                await db.SaveChangesAsync();
                if (changes) await ChangeAccountAsync(pay, duplicate.Id, CardOf(90 + serial));
            }
            pay.Room.Clock.Pass(TimeSpan.FromMinutes(1));
            await using (var db = pay.As(colleague))
            {
                Person Whole(string name) => db.Persons.Include(p => p.Honours).Single(p => p.Name == name);
                Must(await pay.Persons.MergeAsync(db, Whole($"测试{serial:D5}"), Whole($"测试{10 + serial:D5}"), default));
                await db.SaveChangesAsync();
            }
            Task<string?> Check(Actor actor) => pay.InAsync(actor, db => pay.Payments.CheckAccountAsync(db, stays, CardOf(90 + serial), default));
            foreach (var actor in (Actor[])[pay.Clerk, colleague]) Assert.Contains("须由另一人", await Check(actor), StringComparison.Ordinal);
            Must(await Check(third));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_account_changed_between_freeze_and_approval_or_file_is_held_and_its_budget_comes_back(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 7);
        var cycle = await pay.DraftAsync();
        Must(await pay.FreezeAsync(cycle));
        Must(await pay.ReviewAsync(cycle));
        var rows = await pay.RowsAsync(cycle);
        await ChangeAccountAsync(pay, rows[0].PersonId, CardOf(90));
        Assert.Contains("已暂扣", await pay.ApproveAsync(cycle), StringComparison.Ordinal);
        Must(await pay.ApproveAsync(cycle));
        Assert.Equal(Money.Parse("3000"), await pay.CommittedAsync());
        await ChangeAccountAsync(pay, rows[1].PersonId, CardOf(91));
        Assert.Contains("已暂扣", await pay.MakeFilesAsync(cycle), StringComparison.Ordinal);
        Assert.Equal(Money.Parse("2500"), await pay.CommittedAsync());
        Must(await pay.MakeFilesAsync(cycle));
        Assert.Equal([Hold.AccountChanged, Hold.AccountChanged], (await pay.RowsAsync(cycle)).Take(2).Select(r => r.Hold ?? default));
        // Held rows claim nothing: once their accounts are settled, a second cycle pays exactly them.
        pay.Room.Clock.Pass(AccountSettlement.Cooling + TimeSpan.FromMinutes(1));
        foreach (var (row, card) in ((Disbursement, string)[])[(rows[0], CardOf(90)), (rows[1], CardOf(91))]) Must(await pay.InAsync(pay.First, db => pay.Payments.CheckAccountAsync(db, row.PersonId, card, default)));
        var second = await pay.DraftAsync();
        Must(await pay.FreezeAsync(second));
        Assert.Equal([rows[0].PersonId, rows[1].PersonId], (await pay.RowsAsync(second)).Select(r => r.PersonId));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_death_stops_what_is_open_at_every_level_at_once_and_gives_the_budget_back(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 6);
        var spring = await pay.ApprovedAsync();
        var may = await pay.DraftAsync(purpose: "五一");
        Must(await pay.FreezeAsync(may));
        var dead = (await pay.RowsAsync(spring))[0].PersonId;
        await CycleTests.DieAsync(pay, dead);
        Assert.Equal(Hold.Deceased, (await pay.RowsAsync(spring))[0].Hold);
        Assert.Equal(Hold.Deceased, (await pay.RowsAsync(may))[0].Hold);
        Assert.Equal(Money.Parse("2500"), await pay.CommittedAsync());
        // 违纪, under another entry with the same ID number, in another district.
        await using (var db = pay.Room.Everything())
        {
            var twin = pay.Add(db, pay.Other, 50, form => form with { IdNumberText = IdNumberOf(2) });
            await db.SaveChangesAsync();
            twin.Status = PersonStatus.Disciplined;
            await using var transaction = await db.Database.BeginTransactionAsync();
            await pay.Holds.StopAtOnceAsync(db, twin, default);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }
        Assert.Equal(Hold.Disciplined, (await pay.RowsAsync(spring))[1].Hold);
        Assert.Equal(Money.Parse("2000"), await pay.CommittedAsync());
        await using var everything = pay.Room.Everything();
        Assert.Empty(await AuditVerifier.VerifyAsync(everything, pay.Room.Ring, pay.Room.Anchor));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_district_learns_nothing_of_the_city_but_that_somebody_pays(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 5);
        var (clerk, second) = (await pay.StaffAsync(pay.City, "city-clerk", Role.Clerk), await pay.StaffAsync(pay.City, "city-second", Role.SecondReviewer));
        // The city has an entry of its own for the same human.
        await using (var db = pay.Room.Everything())
        {
            pay.Add(db, pay.City, 60, form => form with { IdNumberText = IdNumberOf(1) });
            await db.SaveChangesAsync();
        }
        var city = await pay.DraftAsync(organisation: pay.City, author: clerk, budget: await pay.BudgetAsync(pay.City, clerk, second, "1000000"));
        Must(await pay.FreezeAsync(city, clerk));
        var own = await pay.DraftAsync();
        Must(await pay.FreezeAsync(own));
        Assert.All(await pay.RowsAsync(own), row => Assert.Equal((DisbursementState.Held, Hold.PaidElsewhere, (string?)null), (row.State, row.Hold, row.Claim)));
        await using var seen = pay.As(pay.Clerk);
        Assert.Equal(1, await seen.Set<Cycle>().CountAsync());
        Assert.Equal(5, await seen.Set<Disbursement>().CountAsync());
        Assert.Equal(1, await seen.Set<Budget>().CountAsync());
    }

    private static (int Paid, int Failed, int Open) Count(List<Disbursement> rows) => (rows.Count(r => r.State == DisbursementState.Paid), rows.Count(r => r.State == DisbursementState.Failed), rows.Count(r => r.State == DisbursementState.InFile));

    private static async Task<string?> AnswerAsync(PayRoom pay, BankFile file, params (int Number, string Word)[] results)
    {
        await using var db = pay.As(pay.Payer);
        var lines = (await pay.Files.LinesAsync(db, file, default)).ToDictionary(l => l.Number);
        var id = await pay.Returns.KeepAsync(db, file, new(["序号", "账号", "交易金额", "处理结果"], [.. results.Select(r => (string[])[r.Number.ToString(CultureInfo.InvariantCulture), lines.GetValueOrDefault(r.Number)?.Account ?? "", "500.00", r.Word])]), default);
        return (await pay.Returns.ApplyAsync(db, id, sure: null, default)).Refused;
    }

    private static async Task<byte[]> BytesAsync(PayRoom pay, BankFile file)
    {
        await using var db = pay.As(pay.Payer);
        var (bytes, refused) = await pay.Files.TakeAsync(db, file, default);
        return bytes ?? throw new InvalidOperationException(refused);
    }

    private static async Task ChangeAccountAsync(PayRoom pay, Guid person, string card)
    {
        pay.Room.Clock.Pass(TimeSpan.FromMinutes(1));
        await using var db = pay.As(pay.Clerk);
        var row = await db.Persons.Include(p => p.Honours).SingleAsync(p => p.Id == person);
        pay.Persons.Change(db, row, pay.District, new() { Name = row.Name, Status = row.Status.Word(), Unit = row.Unit ?? "", Honours = "全国劳动模范 2010", BankCard = card });
        await db.SaveChangesAsync();
    }

    private static byte[] Unzipped(byte[] file)
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(file));
        using var all = new MemoryStream();
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            stream.CopyTo(all);
        }
        return all.ToArray();
    }
}
