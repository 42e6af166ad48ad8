using HonourWall.Admin.Accounts;
using HonourWall.Admin.Budgets;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static HonourWall.Admin.Tests.Disbursements.PayRoom;

namespace HonourWall.Admin.Tests.Disbursements;

/// <summary>Author, reviewers and payers are different people, whatever roles an account has: in the domain, and in the database when somebody goes past it.</summary>
public class FourEyesTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_account_with_every_role_can_do_one_part_only(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 5);
        Role[] all = [Role.Clerk, Role.FirstReviewer, Role.SecondReviewer, Role.Payer];
        var author = await pay.StaffAsync(pay.District, "author", all);
        var reviewer = await pay.StaffAsync(pay.District, "reviewer", all);
        var cycle = await pay.DraftAsync(author: author);
        Assert.NotNull(await pay.FreezeAsync(cycle, reviewer));
        Must(await pay.FreezeAsync(cycle, author));
        Assert.NotNull(await pay.ReviewAsync(cycle, author));
        Must(await pay.ReviewAsync(cycle, reviewer));
        Assert.NotNull(await pay.ApproveAsync(cycle, reviewer));
        Assert.NotNull(await pay.ApproveAsync(cycle, author));
        Must(await pay.ApproveAsync(cycle));
        foreach (var taken in (Actor[])[author, reviewer, pay.Second]) Assert.NotNull(await pay.MakeFilesAsync(cycle, actor: taken));
        Must(await pay.MakeFilesAsync(cycle));
        // Not even the bytes, and not the bank's answer.
        var file = (await pay.FilesAsync(cycle))[0];
        await using var db = pay.As(author);
        Assert.Null((await pay.Files.TakeAsync(db, file, default)).Bytes);
        var id = await pay.Returns.KeepAsync(db, file, new(["序号", "姓名", "金额", "结果"], [["1", "测试00001", "500.00", "成功"]]), default);
        Assert.NotNull((await pay.Returns.ApplyAsync(db, id, sure: null, default)).Refused);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_changed_a_fact_reviews_no_cycle_that_pays_the_person_until_others_have_approved_one(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 5);
        Role[] all = [Role.Clerk, Role.FirstReviewer, Role.SecondReviewer, Role.Payer];
        var (edits, enters) = (await pay.StaffAsync(pay.District, "edits", all), await pay.StaffAsync(pay.District, "enters", all));
        var (spring, may) = (await pay.DraftAsync(), await pay.DraftAsync(purpose: "五一"));
        await using (var db = pay.As(edits))
        {
            var person = await db.Persons.Include(p => p.Honours).SingleAsync(p => p.Name == "测试00001", TestContext.Current.CancellationToken);
            pay.Persons.Change(db, person, pay.District, new() { Name = person.Name, Status = "离退休", Unit = person.Unit ?? "", Honours = "全国劳动模范 2010" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await using (var db = pay.As(enters))
        {
            pay.Add(db, pay.District, 9);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        pay.Room.Clock.Pass(TimeSpan.FromMinutes(1));
        foreach (var cycle in (Cycle[])[spring, may]) Must(await pay.FreezeAsync(cycle));
        foreach (var hand in (Actor[])[edits, enters]) Assert.Contains("有 1 人的档案", await pay.ReviewAsync(spring, hand), StringComparison.Ordinal);
        Must(await pay.ReviewAsync(spring));
        foreach (var hand in (Actor[])[edits, enters]) Assert.Contains("须由另一人审核", await pay.ApproveAsync(spring, hand), StringComparison.Ordinal);
        Must(await pay.ApproveAsync(spring));
        // Two others have looked at those facts since.
        Must(await pay.ReviewAsync(may, edits));
        Must(await pay.ApproveAsync(may, enters));
        // For another kind of payment nobody has: it may rest on another fact.
        var gift = await pay.DraftAsync(Programme.SpringGift);
        Must(await pay.FreezeAsync(gift));
        Assert.Contains("须由另一人审核", await pay.ReviewAsync(gift, edits), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_goes_past_the_domain_is_stopped_by_the_database(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 5);
        var cycle = await pay.ApprovedAsync();
        Must(await pay.MakeFilesAsync(cycle));
        var file = (await pay.FilesAsync(cycle))[0];
        string Id(Actor actor) => Quote(kind, actor.AccountId!.Value); // ! : all of these are people
        string[] attempts =
        [
            $"UPDATE cycles SET first_reviewer_id = author_id WHERE id = {Quote(kind, cycle.Id)}",
            $"UPDATE cycles SET second_reviewer_id = first_reviewer_id WHERE id = {Quote(kind, cycle.Id)}",
            // Different columns, but the account is the payer, or had no part in this cycle.
            $"UPDATE cycles SET second_reviewer_id = {Id(pay.Payer)} WHERE id = {Quote(kind, cycle.Id)}",
            $"UPDATE cycles SET author_id = {Id(await pay.StaffAsync(pay.District, "stranger", Role.Clerk))} WHERE id = {Quote(kind, cycle.Id)}",
            $"UPDATE bank_files SET made_by = {Id(pay.First)} WHERE id = {Quote(kind, file.Id)}",
            $"UPDATE cycle_duties SET duty = 'Payer' WHERE account_id = {Id(pay.Second)}",
            $"INSERT INTO cycle_duties (cycle_id, account_id, duty, organisation_path) VALUES ({Quote(kind, cycle.Id)}, {Id(pay.Clerk)}, 'Payer', '{cycle.OrganisationPath}')",
            $"UPDATE cycles SET approval = NULL WHERE id = {Quote(kind, cycle.Id)}",
        ];
        foreach (var attempt in attempts) await AssertRefusedAsync(pay, attempt);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_database_refuses_a_second_payment_a_lost_claim_and_an_overdrawn_budget(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 5);
        var cycle = await pay.ApprovedAsync();
        Must(await pay.MakeFilesAsync(cycle));
        var rows = await pay.RowsAsync(cycle);
        string[] attempts =
        [
            // The same human under a second row, the same payment in a second row of a file, a claim given up by a payment that is at the bank.
            $"UPDATE disbursements SET payee_index = (SELECT payee_index FROM disbursements WHERE id = {Quote(kind, rows[1].Id)}) WHERE id = {Quote(kind, rows[0].Id)}",
            $"UPDATE disbursements SET person_id = {Quote(kind, rows[1].PersonId)} WHERE id = {Quote(kind, rows[0].Id)}",
            $"UPDATE bank_file_rows SET disbursement_id = {Quote(kind, rows[1].Id)}, attempt = 2 WHERE disbursement_id = {Quote(kind, rows[0].Id)}",
            $"UPDATE disbursements SET claim = NULL WHERE id = {Quote(kind, rows[0].Id)}",
            $"UPDATE disbursements SET amount_fen = -1 WHERE id = {Quote(kind, rows[0].Id)}",
            $"UPDATE disbursements SET amount_fen = 0 WHERE id = {Quote(kind, rows[0].Id)}",
            "UPDATE budgets SET committed_fen = amount_fen + 1",
            "UPDATE budgets SET committed_fen = -1",
            "UPDATE budgets SET amount_fen = 1",
            "UPDATE budgets SET proposed_by = confirmed_by",
        ];
        foreach (var attempt in attempts) await AssertRefusedAsync(pay, attempt);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_budget_counts_only_after_another_person_has_confirmed_it(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 5, budget: "2000");
        var cycle = await pay.DraftAsync();
        Must(await pay.FreezeAsync(cycle));
        Must(await pay.ReviewAsync(cycle));
        Assert.Contains("预算不够", await pay.ApproveAsync(cycle), StringComparison.Ordinal);
        var both = await pay.StaffAsync(pay.District, "both", Role.Clerk, Role.SecondReviewer);
        Must(await pay.InAsync(both, db => pay.Budgets.ProposeAsync(db, pay.Budget.Id, Money.Parse("2500"), "测试文号 3", default)));
        Assert.NotNull(await pay.InAsync(both, db => pay.Budgets.ConfirmAsync(db, pay.Budget.Id, Money.Parse("2500"), "测试文号 3", default)));
        // Until then the old document stands with the old amount, and nobody confirms a document that the page did not show.
        Assert.Equal("测试文号 1", await pay.InAsync(both, async db => (await db.Set<Budget>().SingleAsync(b => b.Id == pay.Budget.Id)).Basis));
        Assert.Contains("测试文号 3", await pay.InAsync(pay.Second, db => pay.Budgets.ConfirmAsync(db, pay.Budget.Id, Money.Parse("2500"), "测试文号 1", default)), StringComparison.Ordinal);
        Assert.NotNull(await pay.ApproveAsync(cycle));
        Must(await pay.InAsync(pay.Second, db => pay.Budgets.ConfirmAsync(db, pay.Budget.Id, Money.Parse("2500"), "测试文号 3", default)));
        Assert.Equal("测试文号 3", await pay.InAsync(both, async db => (await db.Set<Budget>().SingleAsync(b => b.Id == pay.Budget.Id)).Basis));
        Must(await pay.ApproveAsync(cycle));
        Assert.NotNull(await pay.InAsync(pay.Clerk, db => pay.Budgets.ProposeAsync(db, pay.Budget.Id, Money.Parse("2499.99"), "测试文号 4", default)));
        Must(await pay.InAsync(pay.Clerk, db => pay.Cycles.CancelAsync(db, cycle.Id, "测试作废", default)));
        Assert.Equal(Money.Zero, await pay.CommittedAsync());
    }

    private static async Task AssertRefusedAsync(PayRoom pay, string statement)
    {
        await using var db = pay.Room.Everything();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var problem = await Record.ExceptionAsync(async () =>
        {
#pragma warning disable EF1002, EF1003 // Ids of this test.
            var changed = await db.Database.ExecuteSqlRawAsync(statement);
#pragma warning restore EF1002, EF1003
            Assert.True(changed > 0, statement);
            await transaction.CommitAsync();
        });
        Assert.True(problem is System.Data.Common.DbException, $"{statement}: {problem?.Message ?? "accepted"}");
    }

    private static string Quote(DatabaseKind kind, Guid id) => kind == DatabaseKind.Sqlite ? $"'{id.ToString().ToUpperInvariant()}'" : $"'{id}'";
}
